using Elsa.Expressions.Contracts;
using Elsa.Expressions.JavaScript.Contracts;
using Elsa.Expressions.Liquid.Contracts;
using Elsa.Scheduling;
using Elsa.Workflows;
using Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Engine.Descriptors;
using Workflows.Engine.Expressions;
using Workflows.Engine.Scheduling;
using Workflows.Engine.Serialization;

namespace Workflows.Engine;

/// <summary>Registers expressions, descriptors and serialization.</summary>
public static class EngineRegistration
{
    public static IServiceCollection AddElsaExpressionsAndDescriptors(this IServiceCollection services)
    {
        services.AddOptions();
        services.TryAddSingleton(TimeProvider.System);
        services.Configure<ActivityCatalog>(catalog =>
            catalog.AddFrom(typeof(EngineRegistration).Assembly).Add<WorkflowDefinitionActivity>()
        );
        AddExpressions(services);
        AddDescriptors(services);
        AddSerialization(services);
        AddScheduling(services);
        return services;
    }

    private static void AddExpressions(IServiceCollection services)
    {
        services.TryAddScoped<ScriptBudget>();
        services.TryAddSingleton<PreparedScripts>();
        services.TryAddSingleton<ParsedTemplates>();
        services.TryAddSingleton<IJavaScriptEvaluator, JavaScriptEvaluator>();
        services.TryAddSingleton<ILiquidTemplateManager, LiquidTemplates>();
        services.AddSingleton<IExpressionDescriptorProvider, BuiltInLanguages>();
        services.TryAddSingleton<IExpressionDescriptorRegistry, ExpressionLanguages>();
        services.TryAddScoped<IExpressionEvaluator, ExpressionEvaluator>();
    }

    private static void AddDescriptors(IServiceCollection services)
    {
        services.TryAddSingleton<IPropertyUIHandlerResolver, PropertyUIHandlerResolver>();
        services.TryAddSingleton<DefaultValues>();
        services.TryAddSingleton<ActivityDescriber>();
        services.TryAddSingleton<IActivityDescriber>(s => s.GetRequiredService<ActivityDescriber>());
        services.TryAddSingleton<IActivityRegistry, ActivityRegistry>();
        services.TryAddSingleton<IActivityRegistryLookupService, ActivityLookupService>();
        services.TryAddSingleton<IActivityFactory, ActivityFactory>();
        services.TryAddSingleton<ActivityPalette>();
    }

    /// <summary>What wakes flows is the host's: it registers an <c>IWorkflowScheduler</c>.</summary>
    private static void AddScheduling(IServiceCollection services)
    {
        services.TryAddSingleton<ICronParser, CronParser>();
        services.TryAddScoped<IBookmarkScheduler, BookmarkScheduler>();
        services.TryAddScoped<ITriggerScheduler, TriggerScheduler>();
    }

    private static void AddSerialization(IServiceCollection services)
    {
        services.TryAddSingleton<TypeNames>();
        services.TryAddSingleton<IWellKnownTypeRegistry>(s => s.GetRequiredService<TypeNames>());
        services.TryAddSingleton<ActivityReader>();
        services.TryAddSingleton<ActivityWriter>();
        services.TryAddSingleton<EngineJson>();
        services.TryAddSingleton<IActivitySerializer, ActivitySerializer>();
        services.TryAddSingleton<IApiSerializer, ApiSerializer>();
        services.TryAddSingleton<IPayloadSerializer, PayloadSerializer>();
        services.TryAddSingleton<IBookmarkPayloadSerializer, PayloadSerializer>();
        services.TryAddSingleton<IWorkflowStateSerializer, StateSerializer>();
        services.TryAddSingleton<ISafeSerializer, SafeSerializer>();
    }
}

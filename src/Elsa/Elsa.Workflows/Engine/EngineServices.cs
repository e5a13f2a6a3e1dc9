using Elsa.Common;
using Elsa.Workflows;
using Elsa.Workflows.CommitStates;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Engine.Descriptors;

namespace Workflows.Engine;

/// <summary>Registers the engine.</summary>
public static class EngineServices
{
    /// <summary>The engine in memory: definitions, expressions, running. Stores and the REST API are registered beside it.</summary>
    public static IServiceCollection AddElsaWorkflows(
        this IServiceCollection services,
        Action<EngineOptions>? configure = null
    )
    {
        var options = new EngineOptions();
        configure?.Invoke(options);
        services.AddLogging();
        services.AddElsaExpressionsAndDescriptors();
        services.AddSingleton(new EngineLimits(options.MaxActivitiesPerBurst, options.MaxContent));
        foreach (var assembly in options.ActivityAssemblies)
            services.Configure<ActivityCatalog>(catalog => catalog.AddFrom(assembly));
        AddGraphs(services);
        AddVariables(services);
        AddRunning(services);
        return services;
    }

    private static void AddGraphs(IServiceCollection services)
    {
        services.TryAddSingleton<ActivityDescriptions>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IActivityResolver, PropertyPorts>());
        services.TryAddScoped<IActivityVisitor, ActivityVisitor>();
        services.TryAddScoped<IIdentityGraphService, Identities>();
        services.TryAddScoped<IWorkflowGraphBuilder, WorkflowGraphBuilder>();
        services.TryAddScoped<IWorkflowBuilderFactory, WorkflowBuilderFactory>();
    }

    private static void AddVariables(IServiceCollection services)
    {
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStorageDriver, WorkflowInstanceStorageDriver>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStorageDriver, MemoryStorageDriver>());
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IStorageDriver, Elsa.Workflows.Services.WorkflowStorageDriver>()
        );
        services.TryAddSingleton<IStorageDriverManager, StorageDriverManager>();
        services.TryAddSingleton<IVariablePersistenceManager, VariablePersistence>();
    }

    private static void AddRunning(IServiceCollection services)
    {
        services.TryAddSingleton<ISystemClock, HostClock>();
        services.TryAddSingleton<IIdentityGenerator, RandomLongIdentityGenerator>();
        services.TryAddSingleton<IHasher, Hasher>();
        services.TryAddSingleton<IStimulusHasher, StimulusHasher>();
        services.TryAddSingleton<IActivitySchedulerFactory, ActivitySchedulerFactory>();
        services.TryAddSingleton<IWorkflowStateExtractor, StateExtractor>();
        services.TryAddScoped<IIncidentStrategyResolver, IncidentStrategies>();
        services.TryAddScoped<ICommitStateHandler, NoopCommitStateHandler>();
        services.TryAddScoped<EngineTools>();
        services.TryAddScoped<ActivityStep>();
        services.TryAddScoped<Burst>();
        services.TryAddScoped<IWorkflowRunner, WorkflowRunner>();
    }
}

using Elsa.Mediator.Contracts;
using Elsa.Scheduling;
using Elsa.Workflows;
using Elsa.Workflows.Management.Notifications;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Workflows.Activities.Choices;
using Workflows.Activities.Palette;
using Workflows.Activities.Publishing;
using Workflows.Activities.Running;
using Workflows.Activities.Timing;
using Workflows.Cases;

namespace Workflows.Activities;

/// <summary>Registers what lies between the business and the engine. The engine itself, and that it knows the activities of
/// this assembly, is the host's to add — before this, whose scheduler takes the place of the engine's.</summary>
public static class ActivitiesServices
{
    public static IServiceCollection AddWorkflowsActivities(this IServiceCollection services)
    {
        services.AddScoped<IFlow, ElsaFlow>().AddScoped<FlowWatch>();
        services.RemoveAll<IWorkflowScheduler>().AddScoped<IWorkflowScheduler, CaseScheduler>();
        AddChoices<RoleChoices>(services);
        AddChoices<PersonChoices>(services);
        AddChoices<RelationChoices>(services);
        AddChoices<FormChoices>(services);
        AddChoices<DurationChoices>(services);
        AddChoices<DepartmentChoices>(services);
        AddChoices<ReturnTargetChoices>(services);
        AddChoices<LimitChoices>(services);
        AddChoices<ProcessChoices>(services);
        AddChoices<FixedChoices>(services);
        AddChoices<OutcomeChoices>(services);
        services.AddSingleton<IActivityDescriptorModifier, ActivityTexts>();
        services.AddSingleton<IActivityDescriptorModifier, ShownDefaults>();
        services.AddScoped<PublishGate>().AddScoped<PublishCheck>().AddScoped<StaffingGaps>();
        services.AddScoped<INotificationHandler>(s => s.GetRequiredService<PublishCheck>());
        services.AddScoped<INotificationHandler<WorkflowDefinitionValidating>>(s =>
            s.GetRequiredService<PublishCheck>()
        );
        return services;
    }

    private static void AddChoices<T>(IServiceCollection services)
        where T : class, IPropertyUIHandler => services.AddScoped<IPropertyUIHandler, T>();
}

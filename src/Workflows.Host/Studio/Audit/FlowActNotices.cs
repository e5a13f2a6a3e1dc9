using Elsa.Mediator.Contracts;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Notifications;
using Workflows.Cases;
using Workflows.Cases.FlowAudit;
using Workflows.Host.SignIn;

namespace Workflows.Host.Studio.Audit;

/// <summary>Writes down what is done to a flow in the transaction that does it: neither is there without the other. What
/// nobody signed in does, such as taking in the packs at start, is not written down.</summary>
internal sealed class FlowActNotices(RecordFlowActs record, CurrentPerson person, IHttpContextAccessor accessor)
    : INotificationHandler<WorkflowDefinitionDraftSaved>,
        INotificationHandler<WorkflowDefinitionPublished>,
        INotificationHandler<WorkflowDefinitionRetracted>,
        INotificationHandler<WorkflowDefinitionDeleted>,
        INotificationHandler<WorkflowDefinitionVersionDeleted>
{
    private FlowActCall? Call => accessor.HttpContext is { } context ? FlowActCall.Of(context) : null;

    public Task HandleAsync(WorkflowDefinitionDraftSaved notification, CancellationToken cancellationToken) =>
        RecordAsync(
            Call?.Act is "imported" or "reverted" or "referencesUpdated" ? Call.Act : RecordFlowActs.Saved,
            notification.WorkflowDefinition,
            cancellationToken
        );

    public Task HandleAsync(WorkflowDefinitionPublished notification, CancellationToken cancellationToken) =>
        RecordAsync(
            Call?.Act is "imported" or "referencesUpdated" ? Call.Act : "published",
            notification.WorkflowDefinition,
            cancellationToken
        );

    public Task HandleAsync(WorkflowDefinitionRetracted notification, CancellationToken cancellationToken) =>
        RecordAsync("retracted", notification.WorkflowDefinition, cancellationToken);

    public Task HandleAsync(WorkflowDefinitionVersionDeleted notification, CancellationToken cancellationToken) =>
        RecordAsync("versionDeleted", notification.WorkflowDefinition, cancellationToken);

    public Task HandleAsync(WorkflowDefinitionDeleted notification, CancellationToken cancellationToken) =>
        RecordAsync(new FlowActNote("deleted", notification.DefinitionId), cancellationToken);

    private Task RecordAsync(string act, WorkflowDefinition flow, CancellationToken stop) =>
        RecordAsync(new FlowActNote(act, flow.DefinitionId, flow.Name ?? "", flow.Version), stop);

    private async Task RecordAsync(FlowActNote note, CancellationToken stop)
    {
        if (person.Find() is null)
            return;
        await record.AddAsync([note], person.Actor(Channel.Api), stop);
    }

    public static void Register(IServiceCollection services)
    {
        services.AddScoped<FlowActNotices>();
        services.AddScoped<INotificationHandler>(s => s.GetRequiredService<FlowActNotices>());
        Register<WorkflowDefinitionDraftSaved>(services);
        Register<WorkflowDefinitionPublished>(services);
        Register<WorkflowDefinitionRetracted>(services);
        Register<WorkflowDefinitionDeleted>(services);
        Register<WorkflowDefinitionVersionDeleted>(services);
    }

    private static void Register<T>(IServiceCollection services)
        where T : INotification =>
        services.AddScoped(s => (INotificationHandler<T>)(object)s.GetRequiredService<FlowActNotices>());
}

using Elsa.Mediator.Contracts;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Management.Notifications;
using Elsa.Workflows.Models;
using Workflows.Activities.Clocks;
using Workflows.Activities.Copies;
using Workflows.Activities.Handover;
using Workflows.Activities.Letters;
using Workflows.Activities.Mail;
using Workflows.Activities.People;
using Workflows.Activities.Registers;
using Workflows.Activities.Tasks;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Duration = Workflows.Cases.Deadlines.Limit;

namespace Workflows.Activities.Publishing;

/// <summary>What speaks against publishing a flow: an approver who resolves to nobody, a table of limits with gap or overlap
/// [A27], a form, policy key, template or process that does not exist, an outcome of an approval or a time-out that leads nowhere. Only what is written
/// down is looked at; what expressions give is seen when they run.</summary>
public sealed class PublishCheck(
    PeopleDirectory directory,
    Policy policy,
    ProcessCatalog processes,
    IWorkflowGraphBuilder graphs
) : INotificationHandler<WorkflowDefinitionValidating>
{
    public async Task HandleAsync(WorkflowDefinitionValidating notification, CancellationToken cancellationToken)
    {
        // Also what lies inside other activities, such as a sequence or a branch.
        var graph = await graphs.BuildAsync(notification.Workflow, cancellationToken);
        var activities = graph.Nodes.Select(n => n.Activity).Distinct().ToList();
        var charts = activities.OfType<Flowchart>().ToList();
        foreach (var activity in activities)
        foreach (var fault in Faults(activity, charts))
            notification.ValidationErrors.Add(new WorkflowValidationError($"{Name(activity)}: {fault}", activity.Id));
    }

    private IEnumerable<string> Faults(IActivity activity, IReadOnlyList<Flowchart> charts) =>
        activity switch
        {
            TaskActivity task => OfTask(task, charts),
            Activities.Cases.StartCase start => Process(Written(start.Process)),
            StartDeadline clock => Limit(Written(clock.Limit)),
            Register register => Form(Written(register.Form)),
            Letter letter => Template(Written(letter.Template)),
            Copy copy => People(SignerNames.Read(Written(copy.People))).Concat(Role(Written(copy.Role))),
            SendMail mail => People([Written(mail.Person)]).Concat(Role(Written(mail.Role))),
            HandOver over => Template(Written(over.Template)),
            WaitForDay wait => Limit(Written(wait.At)),
            RemindOpen remind => Limit(Written(remind.Before)).Concat(Limit(Written(remind.Every))),
            CheckNotice notice => Limit(Written(notice.Limit)),
            DescribePerson described => Limit(Written(described.NewWithin)),
            _ => [],
        };

    private IEnumerable<string> OfTask(TaskActivity task, IReadOnlyList<Flowchart> charts)
    {
        var faults = Form(Written(task.Form)).Concat(Limit(Written(task.Due))).Concat(Limit(Written(task.TimeOut)));
        if (Written(task.TimeOut) is { Length: > 0 } && !LeadsOn(charts, task, TaskActivity.TimedOut))
            faults = faults.Append("it has a time-out, but nothing follows its TimedOut.");
        // Inside a sequence every outcome goes on to the next activity.
        if (charts.Any(chart => chart.Activities.Contains(task)))
            foreach (var decision in task.Decisions.Where(d => !LeadsOn(charts, task, d)))
                faults = faults.Append($"its outcome {decision} leads nowhere.");
        if (task is PersonTaskActivity person)
            faults = faults.Concat(Who(person));
        return task is Approve approve
            ? faults.Concat(Limits(Written(approve.Limits))).Concat(Signers(approve))
            : faults;
    }

    private IEnumerable<string> Who(PersonTaskActivity task) =>
        Role(Written(task.Role)).Concat(People([Written(task.Person)]));

    private IEnumerable<string> Role(string? key) =>
        string.IsNullOrEmpty(key) || directory.Current.WithRole(key).Count > 0 ? [] : [$"nobody holds the role {key}."];

    private IEnumerable<string> People(IEnumerable<string?> names) =>
        names
            .Where(name => name is { Length: > 0 } && directory.Current.Find(name) is not { IsActive: true })
            .Select(name => $"there is nobody called {name}.");

    private IEnumerable<string> Signers(Approve approve)
    {
        foreach (var fault in People(SignerNames.Read(Written(approve.Signers))))
            yield return fault;
        if (Written(approve.Quorum) is { Length: > 0 } quorum && !Signatures.IsQuorum(quorum))
            yield return $"the quorum {quorum} is neither a number nor a percentage.";
    }

    private IEnumerable<string> Limits(string? written)
    {
        if (string.IsNullOrEmpty(written))
            yield break;
        var faults = new List<string>();
        var table = policy.Limits(written);
        if (table is null && !written.TrimStart().StartsWith('['))
            yield return $"the policy has no table of limits {written}.";
        else
            table ??= ApprovalLimits.Read(written, faults);
        foreach (var fault in faults)
            yield return $"limits: {fault}";
        foreach (var role in (table?.Lines ?? []).Select(l => l.Role).Distinct())
            if (directory.Current.WithRole(role).Count == 0)
                yield return $"limits: nobody holds the role {role}.";
    }

    private IEnumerable<string> Form(string? key) =>
        string.IsNullOrEmpty(key) || processes.All.Any(p => p.Forms.ContainsKey(key))
            ? []
            : [$"there is no form {key}."];

    private IEnumerable<string> Process(string? key) =>
        string.IsNullOrEmpty(key) || processes.Find(key) is not null ? [] : [$"there is no process {key}."];

    private IEnumerable<string> Template(string? name) =>
        string.IsNullOrEmpty(name)
        || processes.All.Any(p => p.Letters.Keys.Any(k => k.StartsWith(name + ".", StringComparison.Ordinal)))
            ? []
            : [$"there is no letter {name}."];

    private IEnumerable<string> Limit(string? text) =>
        text is null or ""
        || Duration.TryParse(text, out _)
        || DateOnly.TryParse(text, System.Globalization.CultureInfo.InvariantCulture, out _)
        || policy.Has(text)
            ? []
            : [$"the policy has no duration {text}."];

    private static bool LeadsOn(IReadOnlyList<Flowchart> charts, IActivity from, string port) =>
        charts.SelectMany(chart => chart.Connections).Any(c => c.Source.Activity == from && c.Source.Port == port);

    private static string? Written(Input? input) =>
        input?.Expression is { Type: "Literal", Value: string text } ? text.Trim() : null;

    private static string Name(IActivity activity) =>
        string.IsNullOrWhiteSpace(activity.Name) ? activity.Id : activity.Name;
}

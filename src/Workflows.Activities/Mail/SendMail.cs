using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Choices;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;

namespace Workflows.Activities.Mail;

/// <summary>Writes a mail into the outbox; it goes once the step that the flow is in has been committed.</summary>
[Activity("Workflows", Category = "Notices")]
public sealed class SendMail : CodeActivity
{
    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(RoleChoices), Order = 1)]
    public Input<string?> Role { get; set; } = null!;

    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(PersonChoices), Order = 2)]
    public Input<string?> Person { get; set; } = null!;

    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(RelationChoices), Order = 3)]
    public Input<string?> Relation { get; set; } = null!;

    [Input(DefaultSyntax = "Liquid", Order = 4)]
    public Input<string> Subject { get; set; } = null!;

    [Input(UIHint = InputUIHints.MultiLine, DefaultSyntax = "Liquid", Order = 5)]
    public Input<string> Body { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RefreshCase();
        var db = context.GetRequiredService<CasesDb>();
        var one =
            await db.Cases.FindAsync([context.CaseId()], context.CancellationToken)
            ?? throw new RefusedException("case.unknown", context.CaseId());
        var to = Candidates.Resolve(
            Addressee(context),
            one,
            context.GetRequiredService<PeopleDirectory>().Current,
            context.GetRequiredService<Policy>().Role("tasks.fallbackRole")
        );
        var model = new { subject = context.Get(Subject) ?? "", body = context.Get(Body) ?? "" };
        var outbox = context.GetRequiredService<OutboxWriter>();
        foreach (var person in to.People)
            outbox.Add("message", one.Id, null, person, model);
    }

    private NewTask Addressee(ActivityExecutionContext context) =>
        new()
        {
            CaseId = context.CaseId(),
            Step = context.Activity.Id,
            Kind = TaskKind.Assign,
            Outcomes = [],
            BookmarkId = "",
            ActivityId = context.Activity.Id,
            Role = context.Get(Role),
            Person = context.Get(Person),
            Relation = context.Get(Relation),
        };
}

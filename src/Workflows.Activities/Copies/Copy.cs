using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Choices;
using Workflows.Activities.Running;
using Workflows.Activities.Tasks;
using Workflows.Cases;
using Workflows.Cases.Copies;
using Workflows.Cases.People;
using Workflows.Cases.Storage;

namespace Workflows.Activities.Copies;

/// <summary>Sends the case to people to read (抄送) and goes on at once. Who has read it stands on the case's page.</summary>
[Activity("Workflows", Category = "Notices")]
public sealed class Copy : CodeActivity
{
    [Input(UIHint = InputUIHints.MultiText, Order = 1)]
    public Input<object?> People { get; set; } = null!;

    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(RoleChoices), Order = 2)]
    public Input<string?> Role { get; set; } = null!;

    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(RelationChoices), Order = 3)]
    public Input<string?> Relation { get; set; } = null!;

    [Input(UIHint = InputUIHints.MultiLine, DefaultSyntax = "Liquid", Order = 4)]
    public Input<string?> Note { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        context.RefreshCase();
        var stop = context.CancellationToken;
        var one =
            await context.GetRequiredService<CasesDb>().Cases.FindAsync([context.CaseId()], stop)
            ?? throw new RefusedException("case.unknown", context.CaseId());
        var note = context.Get(Note) is { Length: > 0 } typed ? typed : null;
        var readers = Readers(context, one.ApplicantId);
        await context.GetRequiredService<CopyCase>().ByFlowAsync(one.Id, readers, note, stop);
    }

    // Who has left or is not there reads nothing: a copy waits for nobody.
    private List<Person> Readers(ActivityExecutionContext context, Guid applicantId)
    {
        var people = context.GetRequiredService<PeopleDirectory>().Current;
        var readers = SignerNames.Read(context.Get(People)).Select(name => people.Find(name)).ToList();
        if (context.Get(Role) is { Length: > 0 } role)
            readers.AddRange(people.WithRole(role));
        var applicant = people.Find(applicantId);
        readers.Add(
            context.Get(Relation) switch
            {
                "applicant" => applicant,
                "supervisor" when applicant is not null => people.SupervisorOf(applicant),
                _ => null,
            }
        );
        return [.. readers.OfType<Person>().Where(p => p.IsActive).DistinctBy(p => p.Id)];
    }
}

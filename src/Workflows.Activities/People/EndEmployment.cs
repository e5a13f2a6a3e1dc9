using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Timeline;

namespace Workflows.Activities.People;

/// <summary>Disables a person's account: no sign-in, no new tasks, no deputyship from now on. Outcomes: Done; LastAdministrator,
/// when nobody else could look after the system and the account stays as it is.</summary>
[Activity("Workflows", Category = "Personnel")]
[FlowNode("Done", "LastAdministrator")]
public sealed class EndEmployment : Activity
{
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    [Input(DefaultSyntax = "JavaScript")]
    public Input<string?> Person { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var one = await context.ReloadCaseAsync();
        var people = context.GetRequiredService<PeopleDirectory>().Current;
        var person = context.Get(Person) is { Length: > 0 } name ? people.Find(name) : people.Find(one.ApplicantId);
        if (person is null)
            throw new RefusedException("field.nobody", context.Get(Person) ?? "");
        var deactivate = context.GetRequiredService<DeactivatePerson>();
        var stop = context.CancellationToken;
        var isLast = await deactivate.IsLastAdministratorAsync(person.Id, stop);
        if (!isLast)
            await deactivate.RunAsync(person.Id, Flow, stop);
        var details = new { to = new[] { person.Name } };
        context
            .GetRequiredService<TimelineWriter>()
            .Write(one, new Happening(isLast ? "person.kept" : "person.ended", Flow) { Details = details });
        await context.CompleteActivityWithOutcomesAsync(isLast ? "LastAdministrator" : "Done");
    }
}

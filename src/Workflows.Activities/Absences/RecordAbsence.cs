using System.Globalization;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.Absences;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Act = Workflows.Cases.Absences.RecordAbsence;

namespace Workflows.Activities.Absences;

/// <summary>Writes down that the applicant is away, and makes their deputy act for exactly that period [E4]. Executed again in
/// the same case it changes the flag only. Lays <c>deputyState</c> (<c>active</c>, <c>not-named</c>) into the case's
/// data.</summary>
[Activity("Workflows", Category = "Personnel")]
public sealed class RecordAbsence : CodeActivity
{
    [Input(DefaultSyntax = "JavaScript", Order = 1)]
    public Input<string> From { get; set; } = null!;

    [Input(DefaultSyntax = "JavaScript", Order = 2)]
    public Input<string> Until { get; set; } = null!;

    [Input(DefaultSyntax = "JavaScript", Order = 3)]
    public Input<string> Kind { get; set; } = null!;

    [Input(DefaultSyntax = "JavaScript", Order = 4)]
    public Input<string?> Deputy { get; set; } = null!;

    [Input(DefaultSyntax = "JavaScript", Order = 5)]
    public Input<string?> Flag { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var one = await context.ReloadCaseAsync();
        var stop = context.CancellationToken;
        var person =
            context.GetRequiredService<PeopleDirectory>().Current.Find(one.ApplicantId)
            ?? throw new RefusedException("field.nobody", one.ApplicantId);
        var wanted = new NewAbsence(
            one.Id,
            person,
            Day(context.Get(From)),
            Day(context.Get(Until)),
            context.Get(Kind) ?? "",
            context.Get(Deputy),
            context.Get(Flag) is { Length: > 0 } flag ? flag : null
        );
        var acts = await context.GetRequiredService<Act>().RunAsync(wanted, stop);
        if (wanted.Deputy is { Length: > 0 })
            await context
                .GetRequiredService<SetCaseData>()
                .RunAsync(one.Id, new JsonObject { ["deputyState"] = acts ? "active" : "not-named" }, stop);
        await context.ReloadCaseAsync();
    }

    private static DateOnly Day(string? text) =>
        DateOnly.ParseExact(text ?? "", "yyyy-MM-dd", CultureInfo.InvariantCulture);
}

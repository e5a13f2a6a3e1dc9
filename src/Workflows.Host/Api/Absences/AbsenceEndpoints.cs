using Workflows.Cases;
using Workflows.Cases.Absences;
using Workflows.Cases.People;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.Absences;

/// <summary>Who is away when.</summary>
internal static class AbsenceEndpoints
{
    private const int LongestDays = 400;

    public static void MapAbsences(this RouteGroupBuilder api) =>
        api.MapGet("/absences", ListAsync)
            .WithTags("People")
            .WithSummary("Who is away when, and who stands in")
            .WithDescription(
                "Between two days, both included: my own, those of my people, or everybody's for who keeps the register of leave. "
                    + "`kind` and `case` are null for who may not know why; without `isLeave` somebody is only represented."
            )
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IReadOnlyList<AbsenceBody>> ListAsync(
        AbsenceBoard board,
        CurrentPerson current,
        DateOnly from,
        DateOnly until,
        CancellationToken stop
    )
    {
        if (until < from)
            throw PeopleNamed.Wrong("/until", "field.beforeItBegins");
        if (until.DayNumber - from.DayNumber > LongestDays)
            throw PeopleNamed.Wrong("/until", "field.tooManyDays", LongestDays);
        var view = await board.ReadAsync(current.Require(), from, until, stop);
        return [.. view.Times.Select(AbsenceBody.Of)];
    }
}

/// <summary>Somebody is away for a time.</summary>
internal sealed record AbsenceBody(
    string SignInName,
    string Name,
    DateOnly From,
    DateOnly Until,
    bool IsLeave,
    string? Kind,
    string? Case,
    IReadOnlyList<string> Deputies
)
{
    public static AbsenceBody Of(AwayTime away) =>
        new(
            away.Person.SignInName,
            away.Person.Name,
            away.From,
            away.Until,
            away.IsLeave,
            away.Reason?.Kind,
            away.Reason?.CaseNumber,
            away.Deputies
        );
}

using Workflows.Cases.People;
using Workflows.Cases.Views;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.People;

/// <summary>A manager's team.</summary>
internal static class TeamEndpoints
{
    public static void MapTeam(this RouteGroupBuilder api) =>
        api.MapGet("/team", ReadAsync)
            .WithTags("People")
            .WithSummary("My people's tasks, my department's cases, who is away")
            .WithDescription(
                "For supervisors and heads of departments. `overdue=true` leaves out the rest, `person` (a sign-in name) shows "
                    + "one person's tasks; `page` turns the tasks, `casePage` the cases."
            )
            .ProducesProblem(StatusCodes.Status403Forbidden);

    private static async Task<TeamBody> ReadAsync(
        TeamBoard board,
        PeopleDirectory directory,
        CurrentPerson current,
        Texts texts,
        CancellationToken stop,
        bool overdue = false,
        string? person = null,
        int page = 1,
        int casePage = 1,
        int size = 20
    )
    {
        Guid? of = person is null ? null : directory.IdOf(person);
        var filter = new TeamFilter(overdue, of, new Paging(page, size), new Paging(casePage, size));
        var view = await board.ReadAsync(current.Require(), filter, stop);
        return new TeamBody(
            [
                .. view.Members.Select(m => new TeamMemberBody(
                    m.Person.SignInName,
                    m.Person.Name,
                    m.Open,
                    m.Overdue,
                    m.Away?.Until,
                    m.Away is { DeputyName.Length: > 0 } away ? away.DeputyName : null,
                    m.Away?.IsOnLeave == true
                )),
            ],
            view.Unclaimed,
            view.UnclaimedOverdue,
            ListBody<TeamTaskBody>.Of(view.Tasks, t => TeamTaskBody.Of(t, texts)),
            ListBody<TeamCase>.Of(view.Cases, c => c)
        );
    }
}

internal sealed record TeamBody(
    IReadOnlyList<TeamMemberBody> Members,
    int Unclaimed,
    int UnclaimedOverdue,
    ListBody<TeamTaskBody> Tasks,
    ListBody<TeamCase> Cases
);

internal sealed record TeamMemberBody(
    string SignInName,
    string Name,
    int Open,
    int Overdue,
    DateOnly? AwayUntil,
    string? Deputy,
    bool IsOnLeave
);

internal sealed record TeamTaskBody(
    string Number,
    string Process,
    string Title,
    string Who,
    DateTimeOffset OpenedAt,
    DateTimeOffset? Due,
    bool IsOverdue,
    bool MayOpen
)
{
    public static TeamTaskBody Of(TeamTask task, Texts texts) =>
        new(
            task.Number,
            task.ProcessKey,
            texts.Of(task.Title),
            task.AssigneeName ?? texts.Of(task.CandidateText),
            task.OpenedAt,
            task.Due,
            task.IsOverdue,
            task.MayOpen
        );
}

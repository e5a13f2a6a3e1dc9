using System.Text.Json.Serialization;
using Workflows.Cases;
using Workflows.Cases.Tasks;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.Tasks;

/// <summary>Ending several tasks at once.</summary>
internal static class ManyEndpoints
{
    public static void MapMany(this RouteGroupBuilder tasks) =>
        tasks
            .MapPost("/decide", DecideAsync)
            .WithSummary("End several tasks in the same way")
            .WithDescription(
                "Each is a decision of its own: what is refused for one, by `code` and `detail`, leaves the others alone."
            )
            .ProducesProblem(StatusCodes.Status400BadRequest);

    private static async Task<IReadOnlyList<OneOfManyBody>> DecideAsync(
        ManyBody body,
        DecideMany decide,
        CurrentPerson current,
        Problems problems,
        CancellationToken stop
    )
    {
        var tasks = Require.Value(body.Tasks, "/tasks");
        var outcome = Require.Text(body.Outcome, "/outcome");
        var results = await decide.RunAsync(tasks, outcome, body.Comment, current.Actor(Channel.Api), stop);
        return
        [
            .. results.Select(r => new OneOfManyBody(
                r.TaskId,
                r.Refused is null,
                r.Refused?.Code,
                r.Refused is { } refused ? problems.Explain(refused) : null
            )),
        ];
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ManyBody(IReadOnlyList<TaskSeen>? Tasks, string? Outcome, string? Comment);

/// <summary>What became of one of several tasks.</summary>
internal sealed record OneOfManyBody(Guid Id, bool Decided, string? Code, string? Detail);

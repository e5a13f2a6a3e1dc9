using System.Text.Json.Serialization;
using Workflows.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Tasks;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.Tasks;

/// <summary>What can be done about a task without ending it: hand it over, ask to get on with it.</summary>
internal static class HandingOnEndpoints
{
    public static void MapHandingOn(this RouteGroupBuilder act)
    {
        act.MapPost("/transfer", TransferAsync)
            .WithSummary("Hand a task over to somebody else")
            .WithDescription(
                "`to` is a sign-in name, `reason` is required. Who had the task can no longer decide it, and the links in their mails are dead."
            )
            .ProducesProblem(StatusCodes.Status400BadRequest);
        act.MapPost("/urge", UrgeAsync)
            .WithSummary("Urge whoever has the task")
            .WithDescription(
                "For the applicant, those who have decided something in the case, and overseers; at most once in the policy's `tasks.urgeEvery`."
            );
    }

    private static async Task<HandedOverBody> TransferAsync(
        Guid id,
        TransferBody body,
        TransferTask transfer,
        PeopleDirectory people,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        var task = await transfer.RunAsync(
            id,
            body.To,
            body.Reason,
            Require.Number(body.Revision, "/revision"),
            current.Actor(Channel.Api),
            stop
        );
        return new HandedOverBody(task.Id, people.Current.Find(task.AssigneeId!.Value)?.Name, task.Revision);
    }

    private static async Task<IResult> UrgeAsync(
        Guid id,
        UrgeBody body,
        UrgeTask urge,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        await urge.RunAsync(id, body.Words, current.Actor(Channel.Api), stop);
        return Results.NoContent();
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record TransferBody(string? To, string? Reason, int? Revision);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record UrgeBody(string? Words);

/// <summary>With whom the task is now.</summary>
internal sealed record HandedOverBody(Guid Id, string? Assignee, int Revision);

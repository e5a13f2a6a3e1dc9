using System.Text.Json.Serialization;
using Workflows.Cases;
using Workflows.Cases.Signing;
using Workflows.Cases.Tasks;
using Workflows.Cases.Views;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.Tasks;

/// <summary>Adding people to an approval, taking them out again, and asking colleagues.</summary>
internal static class SigningEndpoints
{
    public static void MapSigning(this RouteGroupBuilder act)
    {
        act.MapPost("/signers", AddAsync)
            .WithSummary("Add people to an approval")
            .WithDescription(
                "`to` lists sign-in names. `place`: Before (they give an opinion first), After (they must approve once I have), "
                    + "Parallel (they must approve too). `rule`: All, Any (the first answers for all), InOrder (one after the other)."
            )
            .ProducesProblem(StatusCodes.Status400BadRequest);
        act.MapDelete("/signers/{signer}", RemoveAsync)
            .WithSummary("Take somebody out again who has not answered")
            .WithDescription("If everything waited only for them, it goes on.");
        act.MapPost("/ask", AskAsync)
            .WithSummary("Ask colleagues")
            .WithDescription(
                "They answer in a few words; the task stays where it is and can be decided without waiting."
            )
            .ProducesProblem(StatusCodes.Status400BadRequest);
    }

    private static async Task<TaskBody> AddAsync(
        Guid id,
        SignersBody body,
        AddSigners add,
        TaskView tasks,
        CurrentPerson current,
        Texts texts,
        DueTexts dues,
        CancellationToken stop
    )
    {
        var wanted = new NewSigners(
            Require.Value(body.To, "/to"),
            body.Place ?? SignPlace.Before,
            body.Rule ?? SignRule.All,
            body.Words
        );
        await add.RunAsync(id, wanted, Require.Number(body.Revision, "/revision"), current.Actor(Channel.Api), stop);
        return TaskBody.Of(await tasks.FindAsync(id, current.Require(), stop), texts, dues);
    }

    private static async Task<IResult> RemoveAsync(
        Guid id,
        string signer,
        RemoveSigner remove,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        await remove.RunAsync(id, signer, current.Actor(Channel.Api), stop);
        return Results.NoContent();
    }

    private static async Task<IResult> AskAsync(
        Guid id,
        AskBody body,
        AskColleagues ask,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        await ask.RunAsync(id, Require.Value(body.To, "/to"), body.Question, current.Actor(Channel.Api), stop);
        return Results.NoContent();
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record SignersBody(
    IReadOnlyList<string>? To,
    SignPlace? Place,
    SignRule? Rule,
    string? Words,
    int? Revision
);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record AskBody(IReadOnlyList<string>? To, string? Question);

using System.Text.Json.Serialization;
using Workflows.Cases;
using Workflows.Cases.Deputies;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.Deputies;

/// <summary>Who acts for whom.</summary>
internal static class DeputyEndpoints
{
    public static void MapDeputies(this RouteGroupBuilder api)
    {
        var deputies = api.MapGroup("/deputies").WithTags("People");
        deputies
            .MapGet("", ListAsync)
            .WithSummary("My deputies, and for whom I am one")
            .WithDescription("`everybody=true` shows an administrator all of them.");
        deputies
            .MapPost("", SetAsync)
            .WithSummary("Name a deputy")
            .WithDescription(
                "`deputy` is a sign-in name, `from` and `until` are days, both included; `process` restricts it to one. "
                    + "`for` lets an administrator do it for somebody."
            )
            .Produces<DeputySetBody>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        deputies
            .MapDelete("/{id:guid}", EndAsync)
            .WithSummary("End a deputyship before its time")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IReadOnlyList<DeputyBody>> ListAsync(
        DeputyList deputies,
        CurrentPerson current,
        Texts texts,
        CancellationToken stop,
        bool everybody = false
    ) => [.. (await deputies.ForAsync(current.Require(), everybody, stop)).Select(row => DeputyBody.Of(row, texts))];

    private static async Task<IResult> SetAsync(
        NewDeputyBody body,
        SetDeputy set,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        var wanted = new NewDeputy(body.Deputy, body.From, body.Until, body.Process, body.For);
        var deputy = await set.RunAsync(wanted, current.Actor(Channel.Api), stop);
        return Results.Created($"/api/deputies/{deputy.Id}", new DeputySetBody(deputy.Id));
    }

    private static async Task<IResult> EndAsync(Guid id, EndDeputy end, CurrentPerson current, CancellationToken stop)
    {
        await end.RunAsync(id, current.Actor(Channel.Api), stop);
        return Results.NoContent();
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewDeputyBody(string? Deputy, DateOnly? From, DateOnly? Until, string? Process, string? For);

internal sealed record DeputySetBody(Guid Id);

/// <summary>Who acts for whom, and when.</summary>
internal sealed record DeputyBody(
    Guid Id,
    string Person,
    string Deputy,
    DateOnly From,
    DateOnly Until,
    string? Process,
    string SetBy,
    DeputyState State
)
{
    public static DeputyBody Of(DeputyRow row, Texts texts) =>
        new(
            row.Id,
            row.PersonName,
            row.DeputyName,
            row.From,
            row.Until,
            row.Process is { } process ? texts.Of(process) : null,
            row.SetByName,
            row.State
        );
}

using System.Text.Json.Serialization;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.Copies;
using Workflows.Cases.Views;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.Copies;

/// <summary>Cases that are sent to people to read.</summary>
internal static class CopyEndpoints
{
    public static void MapCopies(this RouteGroupBuilder api)
    {
        api.MapGet("/copies", ListAsync)
            .WithTags("Cases")
            .WithSummary("Cases that I was sent to read, newest first")
            .WithDescription("`unread=true` for those that I have not looked at.");
        var copies = api.MapGroup("/cases/{number}/copies")
            .WithTags("Cases")
            .ProducesProblem(StatusCodes.Status404NotFound);
        copies
            .MapPost("", SendAsync)
            .WithSummary("Send a case to people to read")
            .WithDescription(
                "`to` is a list of sign-in names. They see the case from then on and need not do anything."
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict);
        copies.MapPost("/read", ReadAsync).WithSummary("Say that I have read what I was sent");
    }

    private static async Task<ListBody<CopyBody>> ListAsync(
        CopyList copies,
        CurrentPerson current,
        CancellationToken stop,
        bool unread = false,
        int page = 1,
        int size = 20
    ) =>
        ListBody<CopyBody>.Of(
            await copies.ForAsync(current.Require(), unread, new Paging(page, size), stop),
            CopyBody.Of
        );

    private static async Task<IResult> SendAsync(
        string number,
        CopyRequest body,
        CopyCase copy,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        await copy.RunAsync(number, Require.Value(body.To, "/to"), body.Note, current.Actor(Channel.Api), stop);
        return Results.NoContent();
    }

    private static async Task<IResult> ReadAsync(
        string number,
        CaseView cases,
        ReadCopy read,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        var person = current.Require();
        var found = await cases.FindAsync(number, person, stop);
        await read.RunAsync(found.Case.Id, person.Id, stop);
        return Results.NoContent();
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record CopyRequest(IReadOnlyList<string>? To, string? Note);

/// <summary>A case that I was sent.</summary>
internal sealed record CopyBody(
    string Number,
    string Process,
    string Summary,
    CaseStatus Status,
    string From,
    DateTimeOffset SentAt,
    string? Note,
    DateTimeOffset? ReadAt
)
{
    public static CopyBody Of(CopyRow row) =>
        new(row.Number, row.ProcessKey, row.Summary, row.Status, row.SenderName, row.SentAt, row.Note, row.ReadAt);
}

using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.Views;
using Workflows.Host.Api.Tasks;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.Cases;

/// <summary>Cases: open, list, look at, take back.</summary>
internal static class CaseEndpoints
{
    public static void MapCases(this RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("Cases");
        cases
            .MapPost("", StartAsync)
            .WithSummary("Open a case")
            .WithDescription(
                "`data` is the process's start form, see `GET /api/processes/{key}`. Wrong fields are named in `errors` by JSON pointer."
            )
            .Produces<CaseStartedBody>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        cases
            .MapGet("", ListAsync)
            .WithSummary("Cases that I may see, newest first")
            .WithDescription("`mine=true` for those I opened; `text` looks in number and summary.");
        cases
            .MapGet("/{number}", FindAsync)
            .WithSummary("One case")
            .WithDescription("Data, status, timeline, open tasks.")
            .ProducesProblem(StatusCodes.Status404NotFound);
        cases
            .MapPost("/{number}/withdraw", WithdrawAsync)
            .WithSummary("Take my case back")
            .WithDescription("Possible until somebody has decided.")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict);
        cases
            .MapPost("/{number}/retry", RetryAsync)
            .WithSummary("Let a failed flow try again")
            .WithDescription("For administrators and process owners; the flow goes on from where it failed.")
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> StartAsync(
        StartBody body,
        StartCase start,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        var started = await start.RunAsync(
            Require.Text(body.Process, "/process"),
            Require.Value(body.Data, "/data"),
            current.Actor(Channel.Api),
            stop
        );
        var one = started.Case;
        return Results.Created(
            $"/api/cases/{Uri.EscapeDataString(started.Number)}",
            new CaseStartedBody(one.Id, started.Number, one.ProcessKey, one.Summary, one.Status, one.OpenedAt)
        );
    }

    private static async Task<ListBody<CaseRowBody>> ListAsync(
        CaseList cases,
        CurrentPerson current,
        Texts texts,
        CancellationToken stop,
        bool mine = false,
        string? text = null,
        CaseStatus? status = null,
        string? process = null,
        int page = 1,
        int size = 20
    )
    {
        var (filter, paging) = (new CaseFilter(text, status, process), new Paging(page, size));
        var person = current.Require();
        var found = mine
            ? await cases.AppliedByAsync(person, filter, paging, stop)
            : await cases.VisibleToAsync(person, filter, paging, stop);
        return ListBody<CaseRowBody>.Of(found, row => CaseRowBody.Of(row, texts));
    }

    private static async Task<CaseBody> FindAsync(
        string number,
        CaseView cases,
        CurrentPerson current,
        Texts texts,
        DueTexts dues,
        CancellationToken stop
    ) => CaseBody.Of(await cases.FindAsync(number, current.Require(), stop), texts, dues);

    private static async Task<CaseBody> WithdrawAsync(
        string number,
        WithdrawBody body,
        WithdrawCase withdraw,
        CaseView cases,
        CurrentPerson current,
        Texts texts,
        DueTexts dues,
        CancellationToken stop
    )
    {
        await withdraw.RunAsync(number, body.Reason, current.Actor(Channel.Api), stop);
        return await FindAsync(number, cases, current, texts, dues, stop);
    }

    private static async Task<CaseBody> RetryAsync(
        string number,
        RetryCase retry,
        CaseView cases,
        CurrentPerson current,
        Texts texts,
        DueTexts dues,
        CancellationToken stop
    )
    {
        var found = await cases.FindAsync(number, current.Require(), stop);
        await retry.RunAsync(found.Case.Id, current.Actor(Channel.Api), stop);
        return await FindAsync(number, cases, current, texts, dues, stop);
    }
}

/// <summary>Which process, and its start form filled in.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record StartBody(string? Process, JsonObject? Data);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record WithdrawBody(string? Reason);

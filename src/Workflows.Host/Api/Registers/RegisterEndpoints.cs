using System.Text.Json.Nodes;
using Workflows.Cases;
using Workflows.Cases.Calendar;
using Workflows.Cases.Cases;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Processes;
using Workflows.Cases.Registers;
using Workflows.Cases.Views;
using Workflows.Host.Pages.Registers;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.Registers;

/// <summary>Registers with their figures, the overdue board, and the calendar.</summary>
internal static class RegisterEndpoints
{
    public static void MapRegisters(this RouteGroupBuilder api)
    {
        var registers = api.MapGroup("/registers/{process}").WithTags("Registers");
        registers
            .MapGet("", ListAsync)
            .WithSummary("A process's register, newest first")
            .WithDescription(
                "Narrowed by `text`, `class`, `department`, `status`, `from`, `to`, `min`, `max`, `onTime` (yes, no); ordered by `sort`: newest, oldest, largest, smallest (amount), numberUp, numberDown, dueSoonest, dueLatest, closedLatest, closedEarliest, classUp, classDown, departmentUp, departmentDown, statusUp, statusDown. What has no value in the column comes last, equal ones with the newest first."
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound);
        registers
            .MapGet("/figures", FiguresAsync)
            .WithSummary("Counts of a register")
            .WithDescription(
                "By class, department, amount and month; in time as a whole and step by step. Narrowed as the list."
            );
        RegisterViewEndpoints.Map(registers.MapGroup("/views"));
        api.MapGet("/overdue", OverdueAsync)
            .WithTags("Registers")
            .WithSummary("What is overdue")
            .WithDescription("Tasks and cases of those I answer for, the longest overdue first.")
            .ProducesProblem(StatusCodes.Status403Forbidden);
        var calendar = api.MapGroup("/calendar").WithTags("Calendar");
        calendar.MapGet("/{year:int}", Days).WithSummary("Holidays and make-up workdays of a year");
        calendar
            .MapPut("", ImportAsync)
            .WithSummary("Enter a year")
            .WithDescription(
                "A document like `workflows/calendar/2026.json`; takes the place of the year. For process owners."
            )
            .ProducesProblem(StatusCodes.Status403Forbidden);
    }

    private static async Task<ListBody<RegisterLineBody>> ListAsync(
        string process,
        HttpRequest request,
        RegisterList register,
        ProcessCatalog processes,
        CurrentPerson current,
        CancellationToken stop,
        int page = 1,
        int size = 20
    )
    {
        Require(processes, process);
        var filter = FilterOf(request);
        var found = await register.PageAsync(process, current.Require(), filter, new Paging(page, size), stop);
        return ListBody<RegisterLineBody>.Of(found, RegisterLineBody.Of);
    }

    private static RegisterFilter FilterOf(HttpRequest request)
    {
        var query = RegisterQuery.Of(request.Query);
        return query.Faults is [] ? query.ToFilter() : throw new RefusedException("invalid") { Fields = query.Faults };
    }

    private static Task<Figures> FiguresAsync(
        string process,
        HttpRequest request,
        RegisterFigures figures,
        ProcessCatalog processes,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        Require(processes, process);
        return figures.ReadAsync(process, current.Require(), FilterOf(request), stop);
    }

    private static async Task<OverdueBody> OverdueAsync(
        OverdueBoard board,
        CurrentPerson current,
        Texts texts,
        DueTexts dues,
        CancellationToken stop
    )
    {
        var found = await board.ReadAsync(current.Require(), stop);
        return new OverdueBody(
            [.. found.Tasks.Select(t => Tasks.TaskRowBody.Of(t, texts, dues))],
            [
                .. found.Cases.Select(c => new OverdueCaseBody(
                    c.Number,
                    c.ProcessKey,
                    c.Summary,
                    c.Due,
                    dues.Explain(c.Due, c.Basis),
                    c.Handlers
                )),
            ]
        );
    }

    private static IEnumerable<CalendarDay> Days(int year, WorkCalendar calendar) => calendar.Current.Of(year);

    private static async Task<IEnumerable<CalendarDay>> ImportAsync(
        JsonObject body,
        EditCalendar edit,
        WorkCalendar calendar,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        var year = await edit.ImportAsync(body.ToJsonString(), current.Actor(Channel.Api), stop);
        return calendar.Current.Of(year);
    }

    internal static void Require(ProcessCatalog processes, string process)
    {
        if (processes.Find(process) is not { Register.Columns.Count: > 0 })
            throw new RefusedException("process.unknown", process) { Kind = RefusalKind.NotFound };
    }
}

/// <summary>A line of a register.</summary>
internal sealed record RegisterLineBody(
    string Number,
    string Summary,
    CaseStatus Status,
    string Applicant,
    DateTimeOffset OpenedAt,
    DateTimeOffset? ClosedAt,
    DateTimeOffset? Due,
    bool? OnTime,
    JsonObject Data
)
{
    public static RegisterLineBody Of(RegisterLine line) =>
        new(
            line.Number,
            line.Summary,
            line.Status,
            line.ApplicantName,
            line.OpenedAt,
            line.ClosedAt,
            line.Due,
            line.OnTime,
            line.Data
        );
}

/// <summary>The overdue board.</summary>
internal sealed record OverdueBody(IReadOnlyList<Tasks.TaskRowBody> Tasks, IReadOnlyList<OverdueCaseBody> Cases);

/// <summary>A case whose clock has run out.</summary>
internal sealed record OverdueCaseBody(
    string Number,
    string Process,
    string Summary,
    DateTimeOffset Due,
    string? DueExplained,
    IReadOnlyList<string> Handlers
);

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.Forms;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Tasks;
using Workflows.Cases.Views;
using Workflows.Host.Pages.Data;
using Workflows.Host.Pages.Flow;
using Workflows.Host.Pages.Forms;
using Workflows.Host.Pages.Layout;
using Workflows.Host.Pages.Timeline;
using Workflows.Host.SignIn;
using TaskStatus = Workflows.Cases.Tasks.TaskStatus;

namespace Workflows.Host.Pages;

/// <summary>One task: what it is about, its form, and the buttons that end it.</summary>
public sealed class TaskPage(
    TaskView tasks,
    DecideTask decide,
    TaskActs acts,
    FormViews forms,
    DataViews data,
    TimelineLines lines,
    FlowPictures pictures,
    ProcessCatalog processes,
    CurrentPerson current,
    Texts texts
) : PageModel
{
    private IReadOnlyList<FieldError> errors = [];

    [BindProperty]
    public string? Comment { get; set; }

    [BindProperty]
    public string? ReturnTo { get; set; }

    [BindProperty]
    public int? Revision { get; set; }
    public TaskDetails Task { get; private set; } = null!;
    public FormView? Form { get; private set; }
    public DataView Data { get; private set; } = DataView.Empty;
    public IReadOnlyList<TimelineLine> Timeline { get; private set; } = [];
    public DrawnFlow? Drawing { get; private set; }
    public string? Message { get; private set; }
    public bool Saved { get; private set; }

    /// <summary>What was typed when the task turned out to be over: it can still be copied.</summary>
    public string? Typed { get; private set; }

    /// <summary>The decision that led here, if it was a return: its reason is what the task is about.</summary>
    public TimelineRow? Return =>
        Task.Timeline.LastOrDefault(e => e.Kind == "task.decided" && e.TaskId != Task.Row.TaskId)
            is { Outcome: "Returned" } returned
        && Task.End is null
            ? returned
            : null;
    public bool AsksReason => Task.Outcomes.Any(Outcomes.NeedsReason);
    public string ProcessName =>
        processes.Find(Task.Row.ProcessKey) is { } pack ? texts.Of(pack.Name) : Task.Row.ProcessKey;

    public async Task OnGetAsync(Guid id, CancellationToken stop)
    {
        Task = await tasks.FindAsync(id, current.Require(), stop);
        await ShowAsync(Task.FormData, stop);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? outcome, string? act, CancellationToken stop)
    {
        Task = await tasks.FindAsync(id, current.Require(), stop);
        var typed = Task.Form is { } form ? form.Posted(Request.Form, blankRows: outcome is null) : [];
        try
        {
            if (outcome is not null)
            {
                var decision = new Decision(outcome, Revision, Comment?.Trim(), typed, ReturnTo);
                await decide.RunAsync(id, decision, current.Actor(Channel.Web), stop);
                TempData["Done"] = texts[
                    "task.done",
                    Task.Row.Number,
                    texts.Of(Task.Row.Title),
                    texts.Outcome(outcome)
                ];
                return LocalRedirect("/");
            }
            Saved = await acts.RunAsync(Task, act ?? "show", typed, Revision, current.Actor(Channel.Web), stop);
        }
        catch (RefusedException refused) when (refused.Kind != RefusalKind.NotFound)
        {
            errors = refused.Fields;
            Message = refused.Fields.Count == 0 || Task.Form is null ? texts.Say(refused) : null;
        }
        await ShowAgainAsync(id, typed, stop);
        return Page();
    }

    public string? ErrorAt(string path) => errors.FirstOrDefault(e => e.Path == path) is { } e ? forms.TextOf(e) : null;

    public string NameOfTarget(string target) =>
        texts.Has($"task.target-{target}") ? texts[$"task.target-{target}"] : target;

    public string SayEnd(TaskEnd end) =>
        end.Status == TaskStatus.Decided
            ? texts["task.ended", end.PersonName, end.At, texts.Outcome(end.Outcome)]
            : texts["task.cancelled", end.At];

    // Whatever went wrong, the page comes back with what was typed and the task as it is now.
    private async Task ShowAgainAsync(Guid id, JsonObject typed, CancellationToken stop)
    {
        Task = await tasks.FindAsync(id, current.Require(), stop);
        if (Task.End is not null)
            Typed = string.Join('\n', [.. typed.Select(t => t.Value?.ToString()), Comment]).Trim();
        if (Task.Form is { } form)
            FormActs.RestoreReadOnly(form, typed, Task.FormData);
        ModelState.Clear();
        await ShowAsync(typed, stop);
    }

    private async Task ShowAsync(JsonObject filledIn, CancellationToken stop)
    {
        if (Task is { MayDecide: true, Form: { } form })
            Form = await forms.BuildAsync(form, filledIn, [.. errors.Where(e => !IsBelow(e))], stop);
        Data = await data.OfCaseAsync(Task.Row.ProcessKey, Task.CaseData, stop);
        Timeline = await lines.ReadAsync(Task.Row.ProcessKey, Task.Timeline, stop);
        Drawing = await pictures.OfAsync(Task.Row.CaseId, stop);
    }

    // Comment and target stand below the form and show their own errors.
    private static bool IsBelow(FieldError error) => error.Path is "/comment" or "/returnTo";
}

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
[RequestSizeLimit(PostedFiles.LargestPost), RequestFormLimits(MultipartBodyLengthLimit = PostedFiles.LargestPost)]
public sealed class TaskPage(
    TaskView tasks,
    DecideTask decide,
    TaskActs acts,
    MoreActs more,
    PostedFiles files,
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

    /// <summary>What an act in the folded part came to.</summary>
    public string? Said { get; private set; }

    /// <summary>The act in the folded part that did not succeed.</summary>
    public string? FailedAct { get; private set; }
    public Person Me => current.Require();
    public bool HasMore => Task.End is null && (Task.MayTransfer || Task.MayCopy || Task.MayUrge || Task.MayAsk);

    /// <summary>What the folded part holds.</summary>
    public string MoreSummary =>
        string.Join(
            texts["more.and"],
            new[]
            {
                Task.MayUrge ? texts["more.urge"] : null,
                Task.MayAddSigners ? texts["more.sign"] : null,
                Task.MayAsk ? texts["more.ask"] : null,
                Task.MayTransfer ? texts["more.transfer"] : null,
                Task.MayCopy ? texts["more.copy"] : null,
            }.OfType<string>()
        );

    /// <summary>What was typed when the task turned out to be over: it can still be copied.</summary>
    public string? Typed { get; private set; }

    /// <summary>The decision that led here, if it was a return: its reason is what the task is about.</summary>
    public TimelineRow? Return =>
        Task.Timeline.LastOrDefault(e =>
            e.Kind == "task.decided"
            && e.TaskId != Task.Row.TaskId
            && e.Outcome is not ("Answered" or "Agreed" or "Disagreed")
        )
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
        Comment = Task.MayHandle ? Task.DraftComment : null;
        await ShowAsync(Task.FormData, stop);
    }

    public async Task<IActionResult> OnPostAsync(Guid id, string? outcome, string? act, CancellationToken stop)
    {
        Task = await tasks.FindAsync(id, current.Require(), stop);
        var typed = Task.Form is { } form ? form.Posted(Request.Form, blankRows: outcome is null) : [];
        if (Task.Form is { } withFiles)
            errors = await files.TakeAsync(withFiles, typed, Request.Form, HandsIn(outcome), stop);
        try
        {
            if (errors.Count > 0)
                throw new RefusedException("invalid") { Fields = errors };
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
            if (MoreActs.Knows(act))
            {
                var done = await more.RunAsync(Task, act!, Request.Form, Revision, current.Actor(Channel.Web), stop);
                if (done.Leaves)
                {
                    TempData["Done"] = done.Said;
                    return LocalRedirect("/");
                }
                Said = done.Said;
            }
            else
                Saved = await acts.RunAsync(
                    Task,
                    act ?? "show",
                    typed,
                    Comment,
                    Revision,
                    current.Actor(Channel.Web),
                    stop
                );
        }
        catch (RefusedException refused) when (refused.Kind != RefusalKind.NotFound)
        {
            errors = refused.Fields;
            FailedAct = MoreActs.Knows(act) ? act : null;
            Message = refused.Fields.Count == 0 || (Task.Form is null && FailedAct is null) ? texts.Say(refused) : null;
        }
        await ShowAgainAsync(id, typed, stop);
        return Page();
    }

    public string? ErrorAt(string path) => FailedAct is null ? TextAt(path) : null;

    /// <summary>What is wrong with a field of an act in the folded part.</summary>
    public string? ErrorAt(string act, string path) => FailedAct == act ? TextAt(path) : null;

    /// <summary>What was typed into a field of the folded part, while its act has not succeeded.</summary>
    public string? Posted(string name) => PostedAll(name).FirstOrDefault();

    public IReadOnlyCollection<string> PostedAll(string name) =>
        Request.HasFormContentType
        && !(
            Said is not null
            && $"{Request.Form["act"]}" is var act
            && name.StartsWith(act + ".", StringComparison.Ordinal)
        )
            ? [.. Request.Form[name].OfType<string>()]
            : [];

    public ReturnsView Returns =>
        new(Task, processes.Find(Task.Row.ProcessKey), "task.returnTo", ReturnTo, ErrorAt("/returnTo"));

    private static bool HandsIn(string? outcome) => outcome is not null && !Outcomes.NeedsReason(outcome);

    private string? TextAt(string path) => errors.FirstOrDefault(e => e.Path == path) is { } e ? forms.TextOf(e) : null;

    public string SayEnd(TaskEnd end) =>
        end.Status == TaskStatus.Decided
            ? texts["task.ended", texts.Who(end), end.At, texts.Outcome(end.Outcome)]
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
            Form = await forms.BuildAsync(
                form,
                filledIn,
                FailedAct is null ? [.. errors.Where(e => !IsBelow(e))] : [],
                stop
            );
        Data = await data.OfCaseAsync(Task.Row.ProcessKey, Task.CaseData, stop);
        Timeline = await lines.ReadAsync(Task.Row.ProcessKey, Task.Timeline, stop);
        Drawing = await pictures.OfAsync(Task.Row.CaseId, stop);
    }

    // Comment and target stand below the form and show their own errors.
    private static bool IsBelow(FieldError error) => error.Path is "/comment" or "/returnTo";
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.Forms;
using Workflows.Cases.MailLinks;
using Workflows.Cases.Processes;
using Workflows.Host.Pages.Data;
using Workflows.Host.Pages.Forms;
using Workflows.Host.Pages.Layout;

namespace Workflows.Host.Pages;

/// <summary>Where a link in a mail leads, without signing in. Opening it changes nothing, since mail scanners open links:
/// only the button decides.</summary>
[AllowAnonymous, ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
public sealed class DecidePage(
    ReadLink links,
    DecideByLink decide,
    FormViews forms,
    DataViews data,
    ProcessCatalog processes,
    Texts texts
) : PageModel
{
    [BindProperty]
    public string? Comment { get; set; }

    [BindProperty]
    public string? ReturnTo { get; set; }

    [BindProperty]
    public int? Revision { get; set; }
    public LinkTarget Link { get; private set; } = null!;
    public DataView Data { get; private set; } = DataView.Empty;
    public string? Message { get; private set; }

    /// <summary>What is filled in with the decision; null when there is nothing to fill in.</summary>
    public FormView? Form { get; private set; }
    public string? CommentError { get; private set; }
    public bool IsOpen => Link.State == LinkState.Valid;
    public bool NeedsReason => Outcomes.NeedsReason(Link.Outcome ?? "");
    public string Heading =>
        IsOpen ? texts.Act(Link.Outcome!)
        : TempData.Peek("Done") is not null ? texts["decide.doneTitle", texts.Outcome(Link.Task?.End?.Outcome)]
        : texts["decide.dead"];

    /// <summary>Why the link no longer decides: who did what and when.</summary>
    public string Explanation =>
        Link switch
        {
            { State: LinkState.Decided, Task.End: { } end } => texts[
                "decide.decided",
                texts.Who(end),
                end.At,
                texts.Outcome(end.Outcome)
            ],
            { State: LinkState.Cancelled, Task.End: { } end } => texts["decide.cancelled", end.At],
            { State: LinkState.Expired, ExpiresAt: { } at } => texts["decide.expired", at],
            { State: LinkState.Held } => texts["decide.held"],
            { State: LinkState.Transferred, Task.Row.AssigneeName: { } other } => texts["decide.elsewhere", other],
            { State: LinkState.Transferred } => texts["decide.transferred"],
            _ => texts["decide.unknown"],
        };

    public ReturnsView? Returns =>
        Link is { Outcome: "Returned", Task: { } task }
            ? new ReturnsView(task, processes.Find(task.Row.ProcessKey), "decide.returnTo", ReturnTo)
            : null;

    public async Task OnGetAsync(string token, CancellationToken stop)
    {
        await ReadAsync(token, stop);
        await ShowAsync(Link.Task?.FormData ?? [], [], stop);
    }

    public async Task<IActionResult> OnPostAsync(string token, CancellationToken stop)
    {
        await ReadAsync(token, stop);
        var typed = Link.Form?.Posted(Request.Form, blankRows: false);
        IReadOnlyList<FieldError> errors = [];
        try
        {
            var address = HttpContext.Connection.RemoteIpAddress?.ToString();
            await decide.RunAsync(token, Comment?.Trim(), ReturnTo, typed, Revision, address, stop);
            TempData["Done"] = texts["decide.done"];
            return LocalRedirect($"/decide/{Uri.EscapeDataString(token)}");
        }
        catch (RefusedException refused)
        {
            CommentError = refused.Fields.FirstOrDefault(f => f.Path == "/comment") is { } wrong
                ? texts[$"refusals.{wrong.Code}", wrong.Arguments]
                : null;
            errors = [.. refused.Fields.Where(f => f.Path != "/comment")];
            Message = CommentError is null && (errors.Count == 0 || Link.Form is null) ? texts.Say(refused) : null;
        }
        ModelState.Clear();
        // Somebody else may have decided in between.
        await ReadAsync(token, stop);
        if (Link is { Form: { } form, Task: { } task })
            FormActs.RestoreReadOnly(form, typed ??= [], task.FormData);
        await ShowAsync(typed ?? [], errors, stop);
        return Page();
    }

    private async Task ReadAsync(string token, CancellationToken stop) => Link = await links.RunAsync(token, stop);

    private async Task ShowAsync(JsonObject filledIn, IReadOnlyList<FieldError> errors, CancellationToken stop)
    {
        // A dead link may be in anybody's hands by now: it tells how the task ended, not what the case says.
        if (IsOpen && Link.Task is { } task)
        {
            Data = await data.OfCaseAsync(task.Row.ProcessKey, task.CaseData, stop);
            Form = Link.Form is { } form ? await forms.BuildAsync(form, filledIn, errors, stop) : null;
        }
        if (Link.State == LinkState.Unknown)
            Response.StatusCode = StatusCodes.Status404NotFound;
    }
}

using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.Forms;
using Workflows.Cases.Processes;
using Workflows.Host.Pages.Forms;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>Fills in a process's start form and opens a case.</summary>
[RequestSizeLimit(PostedFiles.LargestPost), RequestFormLimits(MultipartBodyLengthLimit = PostedFiles.LargestPost)]
public sealed class StartCasePage(
    StartCase start,
    ProcessCatalog processes,
    FormViews forms,
    FormActs acts,
    PostedFiles files,
    CurrentPerson current,
    Texts texts
) : PageModel
{
    public ProcessPack Pack { get; private set; } = null!;
    public FormView Form { get; private set; } = null!;
    public string? Message { get; private set; }

    public async Task<IActionResult> OnGetAsync(string process, CancellationToken stop)
    {
        if (processes.Find(process) is not { } pack)
            return NotFound();
        if (!pack.MayBeStartedBy(current.Require()))
            return Forbid();
        Pack = pack;
        Form = await forms.BuildAsync(pack.Form(pack.StartForm), [], [], stop);
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(string process, string? act, CancellationToken stop)
    {
        if (processes.Find(process) is not { } pack)
            return NotFound();
        Pack = pack;
        var form = pack.Form(pack.StartForm);
        var typed = form.Posted(Request.Form, blankRows: act != "submit");
        var errors = await files.TakeAsync(form, typed, Request.Form, complete: act == "submit", stop);
        if (act == "submit" && errors.Count == 0)
        {
            try
            {
                return await StartAsync(process, typed, stop);
            }
            catch (RefusedException refused)
            {
                errors = refused.Fields;
                Message = refused.Fields.Count == 0 ? texts.Say(refused) : null;
            }
        }
        else if (act != "submit")
            await acts.ApplyAsync(form, typed, act ?? "show", stop);
        ModelState.Clear();
        Form = await forms.BuildAsync(form, typed, errors, stop);
        return Page();
    }

    private async Task<IActionResult> StartAsync(string process, JsonObject data, CancellationToken stop)
    {
        var started = await start.RunAsync(process, data, current.Actor(Channel.Web), stop);
        TempData["Done"] = texts["new.done", started.Number];
        return LocalRedirect($"/cases/{started.Number}");
    }
}

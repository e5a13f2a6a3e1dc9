using System.Text.Json.Nodes;
using Workflows.Cases;
using Workflows.Cases.Tasks;
using Workflows.Cases.Views;
using Workflows.Host.Pages.Forms;

namespace Workflows.Host.Pages;

/// <summary>The buttons of a task's page that do not end it: save, claim, release, and those inside the form.</summary>
public sealed class TaskActs(SaveDraft save, ClaimTask claim, ReleaseTask release, FormActs form)
{
    /// <returns>Whether what was typed is now kept with the task.</returns>
    public async Task<bool> RunAsync(
        TaskDetails task,
        string act,
        JsonObject typed,
        string? comment,
        int? revision,
        Actor actor,
        CancellationToken stop
    )
    {
        if (act == "save")
            await save.RunAsync(task.Row.TaskId, typed, comment ?? "", revision, actor, stop);
        else if (act == "claim")
            await claim.RunAsync(task.Row.TaskId, actor, stop);
        else if (act == "release")
            await release.RunAsync(task.Row.TaskId, actor, stop);
        else if (task.Form is { } fields)
            await form.ApplyAsync(fields, typed, act, stop);
        return act == "save";
    }
}

using System.Text.Json.Nodes;
using Workflows.Cases.Forms;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Tasks;

/// <summary>Keeps what was typed so far with the task (暂存), unchecked but for the names of the fields. No entry in the
/// timeline: nothing has happened to the case yet.</summary>
public sealed class SaveDraft(UnitOfWork unit, OpenTaskOf open, Access access, ProcessCatalog processes)
{
    /// <param name="data">Fields of the task's form; empty for a task without one.</param>
    /// <param name="comment">What was typed as comment; null leaves what was saved before.</param>
    /// <returns>The task with its new revision, which the page must send from now on.</returns>
    /// <exception cref="RefusedException">Conflict when it is over or was changed; Forbidden; Invalid for fields the form does not have.</exception>
    public Task<CaseTask> RunAsync(
        Guid taskId,
        JsonObject data,
        string? comment,
        int? revision,
        Actor actor,
        CancellationToken stop
    ) => unit.RunAsync(token => SaveAsync(taskId, data, comment, revision, actor, token), stop);

    private async Task<CaseTask> SaveAsync(
        Guid taskId,
        JsonObject data,
        string? comment,
        int? revision,
        Actor actor,
        CancellationToken stop
    )
    {
        var (one, task, person) = await open.LockAsync(taskId, actor, stop, revision);
        if (!access.MayHandle(person, one, task))
            throw new RefusedException("task.notYours") { Kind = RefusalKind.Forbidden };
        if (task.FormKey is { } form)
            RefuseUnknownFields(processes.Get(one.ProcessKey).Form(form), data);
        else if (data.Count > 0)
            throw new RefusedException("task.hasNoForm");
        task.Data = data.ToJsonString(StoredJson.Options);
        task.Comment = comment ?? task.Comment;
        task.Revision++;
        return task;
    }

    private static void RefuseUnknownFields(Form form, JsonObject data)
    {
        var unknown = data.Where(f => !form.Fields.Contains(f.Key))
            .Select(f => new FieldError("/" + f.Key, "field.unknown"))
            .ToList();
        if (unknown.Count > 0)
            throw new RefusedException("invalid") { Fields = unknown };
    }
}

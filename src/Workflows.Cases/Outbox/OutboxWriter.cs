using System.Text.Json;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.Outbox;

/// <summary>Writes mails into the outbox within the running unit of work and wakes the sender after its commit.</summary>
public sealed class OutboxWriter(CasesDb db, UnitOfWork unit, Wakeups wakeups, TimeProvider clock)
{
    /// <summary>A mail about a task, from a template of the host; <paramref name="model"/> holds what the row of the task does not.</summary>
    public void Add(string template, CaseTask task, Person to, object? model = null) =>
        Add(template, task.CaseId, task.Id, to, model);

    /// <summary>A mail about a case.</summary>
    public void Add(string template, Guid caseId, Guid? taskId, Person to, object? model = null)
    {
        var now = clock.GetUtcNow();
        db.Outbox.Add(
            new OutboxMail
            {
                CaseId = caseId,
                TaskId = taskId,
                Template = template,
                PersonId = to.Id,
                Address = to.Email,
                Language = to.Language,
                Model = model is null ? "{}" : JsonSerializer.Serialize(model, StoredJson.Options),
                CreatedAt = now,
                NextAttemptAt = now,
            }
        );
        unit.AfterCommit(wakeups.MailWaits);
    }
}

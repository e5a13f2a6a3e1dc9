using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Cases.Cases;
using Workflows.Cases.Deputies;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.Outbox;

/// <summary>Writes mails into the outbox within the running unit of work and wakes the sender after its commit.</summary>
public sealed class OutboxWriter(CasesDb db, UnitOfWork unit, Wakeups wakeups, ActingFor acting, TimeProvider clock)
{
    /// <summary>A mail to those who may do a task, and to whoever is their deputy now; never to an applicant about the
    /// approval of their own case.</summary>
    public void AddToHandlers(
        string template,
        Case one,
        CaseTask task,
        IReadOnlyList<Person> handlers,
        object? model = null
    )
    {
        foreach (var handler in handlers)
            Add(template, task, handler, model);
        var told = handlers.Select(h => h.Id).ToHashSet();
        foreach (var handler in handlers)
        foreach (var deputy in acting.DeputiesOf(handler, one.ProcessKey))
            if (deputy.IsActive && Access.MayTakeOver(deputy, one, task) && told.Add(deputy.Id))
                Add(template, task, deputy, ForDeputy(model, handler));
    }

    private static JsonObject ForDeputy(object? model, Person principal)
    {
        var json = model is null ? [] : JsonSerializer.SerializeToNode(model, StoredJson.Options)!.AsObject();
        json["deputyFor"] = principal.Name;
        return json;
    }

    /// <summary>A mail about a task, from a template of the host; <paramref name="model"/> holds what the row of the task does not.</summary>
    public void Add(string template, CaseTask task, Person to, object? model = null) =>
        Add(template, task.CaseId, task.Id, to, model);

    /// <summary>A mail about a case.</summary>
    public void Add(string template, Guid caseId, Guid? taskId, Person to, object? model = null) =>
        Write(template, caseId, taskId, to, model);

    /// <summary>A mail that is about no case.</summary>
    public void Add(string template, Person to, object model) => Write(template, null, null, to, model);

    private void Write(string template, Guid? caseId, Guid? taskId, Person to, object? model)
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

    /// <summary>A mail to somebody outside, by address.</summary>
    public void AddTo(string address, string language, string template, Guid caseId, object model)
    {
        var now = clock.GetUtcNow();
        db.Outbox.Add(
            new OutboxMail
            {
                CaseId = caseId,
                Template = template,
                Address = address,
                Language = language,
                Model = JsonSerializer.Serialize(model, StoredJson.Options),
                CreatedAt = now,
                NextAttemptAt = now,
            }
        );
        unit.AfterCommit(wakeups.MailWaits);
    }
}

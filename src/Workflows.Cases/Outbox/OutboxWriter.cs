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
        foreach (var (deputy, principal) in DeputiesOf(one, task, handlers))
            Add(template, task, deputy, ForDeputy(model, principal));
    }

    /// <summary>A mail about a case to those who may do its open tasks, and to whoever is their deputy now.</summary>
    /// <param name="open">The tasks, each with those who may do it.</param>
    public void AddToHandlers(
        string template,
        Case one,
        IReadOnlyList<(CaseTask Task, IReadOnlyList<Person> Handlers)> open,
        object model
    )
    {
        var told = new HashSet<Guid>();
        foreach (var handler in open.SelectMany(o => o.Handlers).Where(h => told.Add(h.Id)))
            Add(template, one.Id, null, handler, model);
        foreach (var (deputy, principal) in open.SelectMany(o => DeputiesOf(one, o.Task, o.Handlers)))
            if (told.Add(deputy.Id))
                Add(template, one.Id, null, deputy, ForDeputy(model, principal));
    }

    /// <summary>Who may do the task for one of its handlers now, each once, and for whom.</summary>
    private IEnumerable<(Person Deputy, Person Principal)> DeputiesOf(
        Case one,
        CaseTask task,
        IReadOnlyList<Person> handlers
    )
    {
        var known = handlers.Select(h => h.Id).ToHashSet();
        foreach (var handler in handlers)
        foreach (var deputy in acting.DeputiesOf(handler, one.ProcessKey))
            if (deputy.IsActive && Access.MayTakeOver(deputy, one, task) && known.Add(deputy.Id))
                yield return (deputy, handler);
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

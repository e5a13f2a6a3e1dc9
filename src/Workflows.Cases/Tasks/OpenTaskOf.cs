using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;

namespace Workflows.Cases.Tasks;

/// <summary>How every act on a task begins: hold its case, find who acts, refuse what they may not know of and what is over.</summary>
public sealed class OpenTaskOf(CasesDb db, PeopleDirectory directory, Access access)
{
    /// <param name="seen">The task's revision that the person saw, if the act depends on it.</param>
    /// <exception cref="RefusedException">NotFound; Conflict with who, when and how if the task is over or has changed.</exception>
    public async Task<(Case Case, CaseTask Task, Person Person)> LockAsync(
        Guid taskId,
        Actor actor,
        CancellationToken stop,
        int? seen = null
    )
    {
        var (one, task) = await db.LockTaskAsync(taskId, stop);
        if (directory.Current.Find(actor.PersonId) is not { } person || !access.MaySee(person, one, task))
            throw new RefusedException("task.unknown", taskId) { Kind = RefusalKind.NotFound };
        RefuseWhatIsOver(task, directory.Current);
        if (seen is { } revision && revision != task.Revision)
            throw Conflict("task.changedMeanwhile", NameOf(task.AssigneeId));
        return (one, task, person);
    }

    internal string NameOf(Guid? id) => NameOf(id, directory.Current);

    /// <exception cref="RefusedException">Conflict with who ended the task, when and how.</exception>
    internal static void RefuseWhatIsOver(CaseTask task, Organisation people)
    {
        if (task.Status == TaskStatus.Decided)
            throw Conflict("task.alreadyDecided", NameOf(task.DecidedById, people), task.EndedAt!, task.Outcome!);
        if (task.Status == TaskStatus.Cancelled)
            throw Conflict("task.noLongerOpen", task.EndedAt!);
    }

    private static string NameOf(Guid? id, Organisation people) =>
        id is { } known ? people.Find(known)?.Name ?? "" : "";

    private static RefusedException Conflict(string code, params object[] arguments) =>
        new(code, arguments) { Kind = RefusalKind.Conflict };
}

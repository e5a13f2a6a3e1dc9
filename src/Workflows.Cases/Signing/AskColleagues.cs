using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Signing;

/// <summary>Asks colleagues something about a task (征询). They answer in a few words; the task stays where it is, and its
/// holder may decide it without waiting.</summary>
public sealed class AskColleagues(
    UnitOfWork unit,
    OpenTaskOf open,
    Access access,
    PeopleDirectory directory,
    AddedTasks added,
    TimelineWriter timeline
)
{
    private const int Most = 20;

    /// <param name="to">Sign-in names.</param>
    /// <exception cref="RefusedException">NotFound; Forbidden; Conflict when it is over; Invalid at <c>/to</c> or
    /// <c>/question</c>.</exception>
    public Task RunAsync(
        Guid taskId,
        IReadOnlyList<string> to,
        string? question,
        Actor actor,
        CancellationToken stop
    ) => unit.RunAsync(token => AskAsync(taskId, to, question, actor, token), stop);

    private async Task AskAsync(
        Guid taskId,
        IReadOnlyList<string> to,
        string? question,
        Actor actor,
        CancellationToken stop
    )
    {
        // Without a revision: a question changes nothing of what anybody is about to decide.
        var (one, task, person) = await open.LockAsync(taskId, actor, stop);
        if (!access.MayHandle(person, one, task) || task.Purpose == TaskPurpose.Question)
            throw new RefusedException("task.notYours") { Kind = RefusalKind.Forbidden };
        if (string.IsNullOrWhiteSpace(question))
            throw PeopleNamed.Wrong("/question", "field.required");
        var asked = PeopleNamed.Find(to, "/to", directory.Current);
        if (asked.Count > Most)
            throw PeopleNamed.Wrong("/to", "field.tooManyItems", Most);
        if (asked.Exists(p => p.Id == person.Id))
            throw PeopleNamed.Wrong("/to", "field.notYourself");
        foreach (var colleague in asked)
            added.Open(one, task, colleague, TaskPurpose.Question, person.Id, question);
        timeline.Write(
            one,
            new Happening("task.asked", actor)
            {
                Task = task,
                OnBehalfOfId = access.OnBehalfOf(person, one, task),
                Comment = question,
                Details = new { to = asked.ConvertAll(p => p.Name) },
            }
        );
    }
}

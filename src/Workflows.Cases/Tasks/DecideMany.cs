using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Cases.Tasks;

/// <summary>Ends several tasks in the same way (批量办理). Each is a decision and a transaction of its own, as if they had been
/// decided one after the other: one that is refused leaves the others alone.</summary>
public sealed class DecideMany(IServiceScopeFactory scopes)
{
    private const int Most = 100;

    /// <returns>What each came to, in the order given.</returns>
    /// <exception cref="RefusedException">Invalid at <c>/tasks</c>: none, or too many at once.</exception>
    public async Task<IReadOnlyList<OneOfMany>> RunAsync(
        IReadOnlyList<TaskSeen> tasks,
        string outcome,
        string? comment,
        Actor actor,
        CancellationToken stop
    )
    {
        if (tasks.Count == 0)
            throw People.PeopleNamed.Wrong("/tasks", "field.required");
        if (tasks.Count > Most)
            throw People.PeopleNamed.Wrong("/tasks", "field.tooManyItems", Most);
        var results = new List<OneOfMany>();
        foreach (var task in tasks.DistinctBy(t => t.Id))
            results.Add(await DecideAsync(task, new Decision(outcome, task.Revision, comment), actor, stop));
        return results;
    }

    private async Task<OneOfMany> DecideAsync(TaskSeen task, Decision decision, Actor actor, CancellationToken stop)
    {
        // Nothing of a refused one may be left over for the next.
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            await scope.ServiceProvider.GetRequiredService<DecideTask>().RunAsync(task.Id, decision, actor, stop);
            return new OneOfMany(task.Id, null);
        }
        catch (RefusedException refused)
        {
            return new OneOfMany(task.Id, refused);
        }
    }
}

/// <summary>A task with the revision at which somebody saw it.</summary>
public sealed record TaskSeen(Guid Id, int Revision);

/// <summary>What became of one of many; without a refusal it is decided.</summary>
public sealed record OneOfMany(Guid TaskId, RefusedException? Refused);

using Elsa.Workflows;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.Signing;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;
using TaskStatus = Workflows.Cases.Tasks.TaskStatus;

namespace Workflows.Activities.Tasks;

/// <summary>The tasks that an activity still waits for, kept with the activity's state.</summary>
internal static class PendingTasks
{
    private const string Key = "PendingTasks";
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    public static void AddPending(this ActivityExecutionContext context, Guid task) =>
        context.Keep([.. context.Pending(), task]);

    /// <summary>Strikes off the task that was decided.</summary>
    /// <returns>How many are left.</returns>
    public static int RemovePending(this ActivityExecutionContext context, Guid task)
    {
        var left = context.Pending().Where(t => t != task).ToList();
        context.Keep(left);
        return left.Count;
    }

    /// <summary>Ends all tasks still waited for without a decision.</summary>
    public static async ValueTask CancelPendingAsync(this ActivityExecutionContext context)
    {
        var stop = context.CancellationToken;
        var pending = context.Pending();
        context.Keep([]);
        if (pending.Count == 0)
            return;
        var db = context.GetRequiredService<CasesDb>();
        var one = await db.Cases.FindAsync([context.CaseId()], stop);
        foreach (var id in pending)
        {
            if (await db.Tasks.FindAsync([id], stop) is not { } task)
                continue;
            // Also what was added to one that is approved already and waits for further signers.
            await context.GetRequiredService<AddedTasks>().CancelAsync(one!, task, stop);
            if (task.Status != TaskStatus.Open)
                continue;
            await context.GetRequiredService<EndTask>().AsCancelledAsync(task, stop);
            context
                .GetRequiredService<TimelineWriter>()
                .Write(one!, new Happening("task.cancelled", Flow) { Task = task });
        }
    }

    private static List<Guid> Pending(this ActivityExecutionContext context) =>
        [
            .. (context.GetProperty<string>(Key) ?? "")
                .Split(',', StringSplitOptions.RemoveEmptyEntries)
                .Select(Guid.Parse),
        ];

    // As one text: it must look the same whichever serializer brought the state back.
    private static void Keep(this ActivityExecutionContext context, IEnumerable<Guid> tasks) =>
        context.SetProperty(Key, string.Join(',', tasks));
}

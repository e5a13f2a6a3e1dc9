using Elsa.Workflows.Models;

namespace Elsa.Workflows;

public partial class WorkflowExecutionContext
{
    internal void RemoveBookmarks(Func<Bookmark, bool> predicate)
    {
        foreach (var bookmark in Bookmarks.Where(predicate).ToList())
            Bookmarks.Remove(bookmark);
    }

    internal void WithdrawWork(Func<ActivityWorkItem, bool> predicate)
    {
        var items = Scheduler.List().ToList();
        if (!items.Any(predicate))
            return;
        Scheduler.Clear();
        foreach (var item in items.Where(item => !predicate(item)))
            Scheduler.Schedule(item);
    }
}

using Elsa.Workflows;
using Elsa.Workflows.Models;

namespace Workflows.Engine;

/// <summary>What runs when a bookmark is resumed: its callback, or the completion of the activity, or nothing.</summary>
internal static class Resumption
{
    private static readonly ExecuteActivityDelegate Complete = context => context.CompleteActivityAsync();
    private static readonly ExecuteActivityDelegate StayOpen = _ => ValueTask.CompletedTask;

    public static ExecuteActivityDelegate Of(IActivity activity, Bookmark bookmark) =>
        bookmark.CallbackMethodName is { } method ? ActivityTypes.Bind<ExecuteActivityDelegate>(activity, method)
        : bookmark.AutoComplete ? Complete
        : StayOpen;
}

using Elsa.Extensions;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Workflows.Engine;

namespace Elsa.Workflows;

public partial class ActivityExecutionContext
{
    private readonly List<Bookmark> _newBookmarks = [];

    public IEnumerable<Bookmark> Bookmarks =>
        WorkflowExecutionContext.Bookmarks.Where(bookmark => bookmark.ActivityInstanceId == Id);

    /// <summary>Those created in this burst.</summary>
    public IEnumerable<Bookmark> NewBookmarks => _newBookmarks;

    public ValueTask ScheduleActivityAsync(
        IActivity? activity,
        ActivityCompletionCallback? completionCallback,
        object? tag = null,
        IEnumerable<Variable>? variables = null
    ) => ScheduleActivityAsync(activity, WorkOptions(completionCallback, tag, variables));

    public ValueTask ScheduleActivityAsync(IActivity? activity, ScheduleWorkOptions? options = null) =>
        ScheduleActivityAsync(activity, this, options);

    public async ValueTask ScheduleActivityAsync(
        IActivity? activity,
        ActivityExecutionContext? owner,
        ScheduleWorkOptions? options = null
    ) => await ChildScheduling.ScheduleAsync(this, activity, owner, options);

    public Task ScheduleActivityAsync(
        ActivityNode? activityNode,
        ActivityExecutionContext? owner = null,
        ScheduleWorkOptions? options = null
    ) => ChildScheduling.ScheduleAsync(this, activityNode, owner, options);

    public ValueTask ScheduleActivitiesAsync(params IActivity?[] activities) => ScheduleActivities(activities);

    public ValueTask ScheduleActivities(
        IEnumerable<IActivity?> activities,
        ActivityCompletionCallback? completionCallback,
        object? tag = null,
        IEnumerable<Variable>? variables = null
    ) => ScheduleActivities(activities, WorkOptions(completionCallback, tag, variables));

    public async ValueTask ScheduleActivities(IEnumerable<IActivity?> activities, ScheduleWorkOptions? options = null)
    {
        foreach (var activity in activities)
            await ScheduleActivityAsync(activity, options);
    }

    public void CreateBookmarks(
        IEnumerable<object> payloads,
        ExecuteActivityDelegate? callback = null,
        bool includeActivityInstanceId = true,
        string? bookmarkName = null
    )
    {
        foreach (var payload in payloads)
            CreateBookmark(
                new CreateBookmarkArgs
                {
                    Stimulus = payload,
                    Callback = callback,
                    IncludeActivityInstanceId = includeActivityInstanceId,
                    BookmarkName = bookmarkName,
                }
            );
    }

    public Bookmark CreateBookmark(ExecuteActivityDelegate callback, IDictionary<string, string>? metadata = null) =>
        CreateBookmark(new CreateBookmarkArgs { Callback = callback, Metadata = metadata });

    public Bookmark CreateBookmark(
        object stimulus,
        ExecuteActivityDelegate? callback,
        bool includeActivityInstanceId = true,
        IDictionary<string, string>? customProperties = null
    ) =>
        CreateBookmark(
            new CreateBookmarkArgs
            {
                Stimulus = stimulus,
                Callback = callback,
                IncludeActivityInstanceId = includeActivityInstanceId,
                Metadata = customProperties,
            }
        );

    public Bookmark CreateBookmark(
        object stimulus,
        bool includeActivityInstanceId,
        IDictionary<string, string>? customProperties = null
    ) =>
        CreateBookmark(
            new CreateBookmarkArgs
            {
                Stimulus = stimulus,
                IncludeActivityInstanceId = includeActivityInstanceId,
                Metadata = customProperties,
            }
        );

    public Bookmark CreateBookmark(object stimulus, IDictionary<string, string>? metadata = null) =>
        CreateBookmark(new CreateBookmarkArgs { Stimulus = stimulus, Metadata = metadata });

    /// <summary>Makes the instance wait here once everything else that is due has run.</summary>
    public Bookmark CreateBookmark(CreateBookmarkArgs? options = null)
    {
        var tools = WorkflowExecutionContext.Tools;
        var name = options?.BookmarkName ?? Activity.Type;
        var owner = options?.IncludeActivityInstanceId ?? true ? Id : null;
        if (options?.Callback is { } callback)
            ActivityTypes.RequireResumable(Activity, callback);
        var bookmark = new Bookmark(
            options?.BookmarkId ?? tools.Ids.GenerateId(),
            name,
            tools.Stimuli.Hash(name, options?.Stimulus, owner),
            options?.Stimulus,
            Activity.Id,
            NodeId,
            Id,
            _clock.UtcNow,
            options?.AutoBurn ?? true,
            options?.Callback?.Method.Name,
            options?.AutoComplete ?? true,
            options?.Metadata
        );
        AddBookmark(bookmark);
        return bookmark;
    }

    public void AddBookmark(Bookmark bookmark)
    {
        _newBookmarks.Add(bookmark);
        WorkflowExecutionContext.Bookmarks.Add(bookmark);
        Taint();
    }

    public void AddBookmarks(IEnumerable<Bookmark> bookmarks)
    {
        foreach (var bookmark in bookmarks)
            WorkflowExecutionContext.Bookmarks.Add(bookmark);
        Taint();
    }

    public void ClearBookmarks()
    {
        _newBookmarks.Clear();
        WorkflowExecutionContext.RemoveBookmarks(bookmark => bookmark.ActivityInstanceId == Id);
        Taint();
    }

    public void ClearCompletionCallbacks() => WorkflowExecutionContext.RemoveCompletionCallbacksOf(this);

    private static ScheduleWorkOptions WorkOptions(
        ActivityCompletionCallback? callback,
        object? tag,
        IEnumerable<Variable>? variables
    ) =>
        new()
        {
            CompletionCallback = callback,
            Tag = tag,
            Variables = variables?.ToList(),
        };
}

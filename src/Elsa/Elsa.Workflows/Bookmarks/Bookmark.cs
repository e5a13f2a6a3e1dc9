using System.Text.Json.Serialization;

namespace Elsa.Workflows.Models;

/// <summary>A place where an instance waits, and what it waits for.</summary>
public class Bookmark
{
    [JsonConstructor]
    public Bookmark()
        : this("", "", "", null, "", "", "", default, autoBurn: false) { }

    public Bookmark(
        string id,
        string name,
        string hash,
        object? payload,
        string activityId,
        string activityNodeId,
        string? activityInstanceId,
        DateTimeOffset createdAt,
        bool autoBurn = true,
        string? callbackMethodName = null,
        bool autoComplete = true,
        IDictionary<string, string>? metadata = null
    )
    {
        Id = id;
        Name = name;
        Hash = hash;
        Payload = payload;
        ActivityId = activityId;
        ActivityNodeId = activityNodeId;
        ActivityInstanceId = activityInstanceId;
        CreatedAt = createdAt;
        AutoBurn = autoBurn;
        CallbackMethodName = callbackMethodName;
        AutoComplete = autoComplete;
        Metadata = metadata;
    }

    public string Id { get; set; }

    /// <summary>The kind of stimulus; with the payload it makes the hash.</summary>
    public string Name { get; set; }

    public string Hash { get; set; }

    public object? Payload { get; set; }

    public string ActivityId { get; set; }

    public string ActivityNodeId { get; set; }

    public string? ActivityInstanceId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    /// <summary>Whether resuming removes it.</summary>
    public bool AutoBurn { get; set; }

    /// <summary>The method of the activity that runs on resumption; it must keep its name as long as instances wait.</summary>
    public string? CallbackMethodName { get; set; }

    /// <summary>Whether resuming completes the activity when there is no callback.</summary>
    public bool AutoComplete { get; set; }

    public IDictionary<string, string>? Metadata { get; set; }
}

/// <summary>What an activity says about a bookmark it wants.</summary>
public class CreateBookmarkArgs
{
    public string? BookmarkId { get; set; }

    /// <summary>What is waited for; equal stimuli give equal hashes.</summary>
    public object? Stimulus { get; set; }

    public ExecuteActivityDelegate? Callback { get; set; }

    public string? BookmarkName { get; set; }

    public bool AutoBurn { get; set; } = true;

    /// <summary>Makes the hash belong to this one execution of the activity.</summary>
    public bool IncludeActivityInstanceId { get; set; }

    public bool AutoComplete { get; set; } = true;

    public IDictionary<string, string>? Metadata { get; set; }
}

/// <summary>The little of a bookmark that others need in order to find it.</summary>
public class BookmarkInfo
{
    public string Id { get; set; } = null!;

    public string Name { get; set; } = null!;

    public string Hash { get; set; } = null!;
}

namespace Elsa.Workflows;

/// <summary>Hashes values by what they contain.</summary>
public interface IHasher
{
    string Hash(string value);

    string Hash(params object?[] values);
}

/// <summary>Hashes what a bookmark or trigger waits for, so that a stimulus finds it by one indexed lookup.</summary>
public interface IStimulusHasher
{
    string Hash(string stimulusName, object? payload = null, string? activityInstanceId = null);
}

/// <summary>The bookmark through which the workflow was resumed this time.</summary>
public record ResumedBookmarkContext(Elsa.Workflows.Models.Bookmark Bookmark);

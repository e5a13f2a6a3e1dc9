namespace Workflows.Engine;

/// <summary>A request to another system that a flow waits for; kept, sealed, with its bookmark until it is answered.</summary>
internal sealed record HttpCall(
    string Method,
    string Url,
    Dictionary<string, string[]> Headers,
    string? ContentType,
    byte[]? Content
)
{
    /// <summary>The name of the bookmarks that wait for an answer.</summary>
    public const string BookmarkName = "Elsa.HttpCall";
}

/// <summary>What became of it.</summary>
internal sealed record HttpAnswer
{
    public int Status { get; init; }
    public string? ReasonPhrase { get; init; }
    public string? ContentType { get; init; }
    public Dictionary<string, string[]> Headers { get; init; } = [];
    public byte[] Content { get; init; } = [];

    /// <summary>Why nothing was answered.</summary>
    public string? Failure { get; init; }
    public bool IsTimeout { get; init; }

    /// <summary>Not a matter of luck: the call is not allowed, and the flow has to be corrected.</summary>
    public bool IsRefused { get; init; }
}

/// <summary>Hands an answer to the activity that is resumed in this scope, without it lying in the instance's input.</summary>
internal sealed class HttpAnswers
{
    private readonly Dictionary<string, HttpAnswer> _byExecution = [];

    public void Put(string executionId, HttpAnswer answer) => _byExecution[executionId] = answer;

    public HttpAnswer Take(string executionId) =>
        _byExecution.Remove(executionId, out var answer)
            ? answer
            : throw new InvalidOperationException("This activity goes on by itself when its request is answered.");
}

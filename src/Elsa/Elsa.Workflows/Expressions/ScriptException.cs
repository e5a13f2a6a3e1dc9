namespace Workflows.Engine;

/// <summary>A script or template that cannot be parsed, fails, or exceeds its limits.</summary>
public sealed class ScriptException : Exception
{
    public ScriptException(string language, string reason, int line = 0, int column = 0, Exception? cause = null)
        : base(line > 0 ? $"{language}, line {line}, column {column}: {reason}" : $"{language}: {reason}", cause)
    {
        Language = language;
        Reason = reason;
        Line = line;
        Column = column;
    }

    public string Language { get; }

    /// <summary>The message without language and place.</summary>
    public string Reason { get; }

    /// <summary>From 1; 0 where the place is not known.</summary>
    public int Line { get; }

    /// <summary>From 1; 0 where the place is not known.</summary>
    public int Column { get; }
}

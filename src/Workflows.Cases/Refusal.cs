namespace Workflows.Cases;

/// <summary>An act that the rules do not allow, or input that cannot be accepted. The code is looked up in the
/// texts of the host (<c>Refusals.json</c>), so that the person reads it in their own language.</summary>
public sealed class RefusedException(string code, params object[] arguments)
    : Exception($"{code}({string.Join(", ", arguments)})")
{
    /// <summary>Key of the text, for example <c>task.alreadyDecided</c>.</summary>
    public string Code { get; } = code;

    /// <summary>Values for the text's placeholders {0}, {1} …</summary>
    public IReadOnlyList<object> Arguments { get; } = arguments;

    /// <summary>What is wrong with single fields; empty when the act as a whole is refused.</summary>
    public IReadOnlyList<FieldError> Fields { get; init; } = [];

    /// <summary>How the refusal is classed, for the HTTP status of APIs and pages.</summary>
    public RefusalKind Kind { get; init; } = RefusalKind.Invalid;
}

/// <summary>Why an act was refused.</summary>
public enum RefusalKind
{
    /// <summary>The input is wrong (400).</summary>
    Invalid,

    /// <summary>The person may not do this (403).</summary>
    Forbidden,

    /// <summary>There is no such thing, or the person may not know of it (404).</summary>
    NotFound,

    /// <summary>Somebody else was first, or the thing changed meanwhile (409).</summary>
    Conflict,
}

/// <summary>An error at one field of a form. <paramref name="Path"/> is a JSON pointer such as <c>/changes/0/field</c>;
/// <paramref name="Code"/> a key in the host's texts, for example <c>field.required</c>.</summary>
public sealed record FieldError(string Path, string Code, params object[] Arguments);

namespace Workflows.Engine;

/// <summary>What instances are found by: it stands in an index, which takes no text of any length.</summary>
public static class Correlation
{
    private const int Longest = 400;

    /// <summary>What is wrong with it, or null.</summary>
    public static string? Problem(string? correlationId) =>
        correlationId is { Length: > Longest } ? EngineTexts.Say("longCorrelation", Longest) : null;

    /// <exception cref="InvalidOperationException">It is too long.</exception>
    public static string? Checked(string? correlationId) =>
        Problem(correlationId) is { } problem ? throw new InvalidOperationException(problem) : correlationId;
}

namespace Workflows.Cases.Processes;

/// <summary>Something in the folder of process packs, or in the configuration over it, cannot be used. The message names
/// each file and place, one a line.</summary>
public sealed class PackException(IReadOnlyList<string> errors) : Exception(string.Join(Environment.NewLine, errors))
{
    public IReadOnlyList<string> Errors { get; } = errors;
}

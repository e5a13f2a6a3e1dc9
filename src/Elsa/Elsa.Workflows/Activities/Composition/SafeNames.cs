using System.Text.RegularExpressions;
using Elsa.Workflows.Management.Activities.WorkflowDefinitionActivity;

namespace Workflows.Engine;

/// <summary>
/// Names of a workflow used as an activity, as Elsa makes them: its type from what people call it, and an underscore
/// before inputs and outputs that are named like a property of the activity itself.
/// </summary>
public static partial class SafeNames
{
    public static string TypeOf(string definitionName) =>
        WordStarts().Replace(definitionName, start => start.Groups[1].Value.ToUpperInvariant());

    internal static string Safe(string name) => IsTaken(name) ? "_" + name : name;

    internal static string Real(string name)
    {
        var bare = name.TrimStart('_');
        return IsTaken(bare) ? bare : name;
    }

    private static bool IsTaken(string name) => typeof(WorkflowDefinitionActivity).GetProperty(name) is not null;

    [GeneratedRegex("(?:[ _-]+|^)([a-zA-Z])", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex WordStarts();
}

using Elsa.Workflows;
using Workflows.Engine;

namespace Elsa.Extensions;

/// <summary>The custom properties and metadata that the engine and the designer give a meaning to.</summary>
public static class ActivityPropertyExtensions
{
    public static bool GetCanStartWorkflow(this IActivity activity) => Read<bool>(activity, "canStartWorkflow");

    public static void SetCanStartWorkflow(this IActivity activity, bool value) =>
        activity.CustomProperties["canStartWorkflow"] = value;

    public static bool? GetRunAsynchronously(this IActivity activity) => Read<bool?>(activity, "runAsynchronously");

    public static void SetRunAsynchronously(this IActivity activity, bool? value) =>
        activity.CustomProperties["runAsynchronously"] = value ?? false;

    public static string? GetCommitStrategy(this IActivity activity) => Read<string>(activity, "commitStrategyName");

    public static TActivity SetCommitStrategy<TActivity>(this TActivity activity, string? name)
        where TActivity : IActivity
    {
        if (string.IsNullOrWhiteSpace(name))
            activity.CustomProperties.Remove("commitStrategyName");
        else
            activity.CustomProperties["commitStrategyName"] = name;
        return activity;
    }

    public static string? GetSource(this IActivity activity) => Read<string>(activity, "source");

    public static void SetSource(this IActivity activity, string value) => activity.CustomProperties["source"] = value;

    public static void SetSource(this IActivity activity, string? sourceFile, int? lineNumber)
    {
        if (sourceFile is not null && lineNumber is not null)
            activity.SetSource($"{Path.GetFileName(sourceFile)}:{lineNumber}");
    }

    public static string? GetDisplayText(this IActivity activity) => ReadMetadata(activity, "displayText");

    public static void SetDisplayText(this IActivity activity, string value) =>
        activity.Metadata["displayText"] = value;

    public static string? GetDescription(this IActivity activity) => ReadMetadata(activity, "description");

    public static void SetDescription(this IActivity activity, string value) =>
        activity.Metadata["description"] = value;

    private static string? ReadMetadata(IActivity activity, string key) =>
        activity.Metadata.TryGetValue(key, out var value) ? value?.ToString() : null;

    // Definitions of older Elsa versions wrote these names in Pascal case.
    private static T? Read<T>(IActivity activity, string key)
    {
        var properties = activity.CustomProperties;
        if (
            properties.TryGetValue(key, out var value)
            || properties.TryGetValue(char.ToUpperInvariant(key[0]) + key[1..], out value)
        )
            return Values.To<T>(value);
        return default;
    }
}

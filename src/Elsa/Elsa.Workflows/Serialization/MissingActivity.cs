using System.Text.Json;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;

namespace Workflows.Engine.Serialization;

/// <summary>Keeps an activity whose type is not there.</summary>
internal static class MissingActivity
{
    public const string TypeName = "Elsa.NotFoundActivity";

    public static IActivity Read(JsonElement json, JsonElement original, JsonSerializerOptions options)
    {
        var missing = JsonValues.Text(original, "type")!;
        var activity = new NotFoundActivity
        {
            Id = JsonValues.Text(original, "id")!,
            NodeId = JsonValues.Text(original, "nodeId")!,
            Name = JsonValues.Text(original, "name"),
            Type = TypeName,
            Version = 1,
            MissingTypeName = missing,
            MissingTypeVersion = 0,
            OriginalActivityJson = original.GetRawText(),
            // Moved in the designer, the placeholder has a position that its original does not know of.
            Metadata = JsonValues.Bag(JsonValues.Find(json, "metadata")),
        };
        // Where it was made is this line, which says nothing about the author's flow.
        activity.CustomProperties.Remove("source");
        activity.SetCanStartWorkflow(false);
        activity.SetRunAsynchronously(false);
        activity.SetDisplayText($"Not Found: {missing}");
        activity.SetDescription($"Could not find activity type {missing} with version 0");
        return activity;
    }
}

using System.Text.Json;
using Elsa.Workflows;
using Elsa.Workflows.Models;

namespace Workflows.Engine.Serialization;

/// <summary>
/// Which descriptor an activity's JSON means: its type in its version, else in the newest; a workflow used as an
/// activity by the id of its definition or of one version of it.
/// </summary>
internal static class ActivityLookup
{
    public static ActivityDescriptor? Find(IActivityRegistry registry, JsonElement json)
    {
        var type =
            JsonValues.Text(json, "type") ?? throw new JsonException("An activity without a type cannot be read.");
        if (JsonValues.Text(json, "workflowDefinitionVersionId") is { } versionId)
        {
            var exact = WithProperty(registry, "WorkflowDefinitionVersionId", versionId);
            if (exact is not null)
                return exact;
        }
        var version = JsonValues.Find(json, "version");
        var hasVersion = version.ValueKind == JsonValueKind.Number && version.TryGetInt32(out _);
        var found = hasVersion ? registry.Find(type, version.GetInt32()) ?? registry.Find(type) : registry.Find(type);
        if (JsonValues.Text(json, "workflowDefinitionId") is { } id && !IsOf(found, id))
            return WithProperty(registry, "WorkflowDefinitionId", id) ?? found;
        return found;
    }

    // Two definitions may have the same name and so the same type: the id decides, if it is one that is here.
    private static bool IsOf(ActivityDescriptor? descriptor, string definitionId) =>
        descriptor is not null
        && (!descriptor.CustomProperties.TryGetValue("WorkflowDefinitionId", out var own) || Equals(own, definitionId));

    private static ActivityDescriptor? WithProperty(IActivityRegistry registry, string property, string value) =>
        registry.Find(d => d.CustomProperties.TryGetValue(property, out var own) && Equals(own, value));
}

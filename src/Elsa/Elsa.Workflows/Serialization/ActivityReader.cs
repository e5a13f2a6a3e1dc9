using System.Text.Json;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Models;
using Microsoft.Extensions.Logging;

namespace Workflows.Engine.Serialization;

/// <summary>
/// Makes an activity of its JSON. A type that is not registered becomes a <see cref="NotFoundActivity"/> that keeps
/// its JSON, and turns back into itself as soon as the type is there again.
/// </summary>
internal sealed class ActivityReader(IActivityRegistry registry, ILogger<ActivityReader> logger)
{
    public IActivity Read(JsonElement json, JsonSerializerOptions options)
    {
        if (json.ValueKind != JsonValueKind.Object)
            throw new JsonException($"An activity must be a JSON object, not {json.ValueKind}.");
        var original = Original(json);
        var descriptor = ActivityLookup.Find(registry, original);
        if (descriptor is null)
            return MissingActivity.Read(json, original, options);
        var context = new ActivityConstructorContext(
            descriptor,
            type => Construct(type, descriptor, original, options)
        );
        var result = descriptor.Constructor(context);
        foreach (var exception in result.Exceptions)
            logger.LogWarning("Activity {Id} was read incompletely: {Reason}", result.Activity.Id, exception.Message);
        return result.Activity;
    }

    /// <summary>What a placeholder stands for.</summary>
    private static JsonElement Original(JsonElement json)
    {
        if (JsonValues.Text(json, "type") != MissingActivity.TypeName)
            return json;
        if (JsonValues.Text(json, "originalActivityJson") is not { Length: > 0 } text)
            return json;
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static ActivityConstructionResult Construct(
        Type type,
        ActivityDescriptor descriptor,
        JsonElement json,
        JsonSerializerOptions options
    )
    {
        var activity = ActivityShape.Of(type).Create();
        Populate(activity, json, options, name => SyntheticMembers.IsOne(descriptor, name));
        FlowchartConnections.Read(activity, json);
        var problems = SyntheticMembers.Read(activity, descriptor, json, options);
        activity.SetCanStartWorkflow(Flag(json, "canStartWorkflow") ?? false);
        activity.SetRunAsynchronously(Flag(json, "runAsynchronously") ?? descriptor.RunAsynchronously);
        if (activity is IComposite composite)
            composite.Setup();
        return new ActivityConstructionResult(activity, problems);
    }

    public static void Populate(
        IActivity activity,
        JsonElement json,
        JsonSerializerOptions options,
        Func<string, bool> isSynthetic
    )
    {
        var members = ActivityShape.Of(activity.GetType()).Properties;
        foreach (var property in json.EnumerateObject())
        {
            var member = members.FirstOrDefault(m =>
                string.Equals(m.JsonName, property.Name, StringComparison.OrdinalIgnoreCase)
            );
            if (member is not null)
                Set(activity, member, property.Value, options);
            else if (
                !isSynthetic(property.Name)
                && !ActivityShape.IsCompositeRoot(activity, property.Name)
                && property.Name is not ("canStartWorkflow" or "runAsynchronously" or "_type")
            )
                Leftovers.Keep(activity, property.Name, property.Value);
        }
    }

    private static void Set(IActivity activity, ActivityMember member, JsonElement value, JsonSerializerOptions options)
    {
        if (!member.IsSettable || FlowchartConnections.IsDerived(activity, member))
            return;
        if (member.Property.Name is nameof(IActivity.CustomProperties) or nameof(IActivity.Metadata))
        {
            member.Property.SetValue(activity, JsonValues.Bag(value));
            return;
        }
        if (value.ValueKind == JsonValueKind.Null && (!member.IsNullable || IsCollection(member)))
            return;
        if (IsCollection(member) && EmptyEntry(value) is { } entry)
            throw Located(activity, member, new JsonException($"Entry {entry} of the list is empty."));
        try
        {
            member.Property.SetValue(activity, value.Deserialize(member.Property.PropertyType, options));
        }
        catch (JsonException e) when (!e.Data.Contains(nameof(ActivityReader)))
        {
            throw Located(activity, member, e);
        }
    }

    // Nothing in a list is an empty list.
    private static bool IsCollection(ActivityMember member) =>
        member.Property.PropertyType is { IsGenericType: true } type
        && type.GetGenericTypeDefinition() == typeof(ICollection<>);

    private static int? EmptyEntry(JsonElement list)
    {
        if (list.ValueKind != JsonValueKind.Array)
            return null;
        var index = list.EnumerateArray().TakeWhile(item => item.ValueKind != JsonValueKind.Null).Count();
        return index < list.GetArrayLength() ? index + 1 : null;
    }

    /// <summary>The innermost activity is named; those around it add nothing that helps.</summary>
    private static JsonException Located(IActivity activity, ActivityMember member, JsonException cause)
    {
        var message = $"Activity '{activity.Id}' ({activity.Type}), {member.JsonName}: {cause.Message}";
        var located = new JsonException(message, $"{activity.Id}.{member.JsonName}", null, null, cause);
        located.Data[nameof(ActivityReader)] = true;
        return located;
    }

    /// <summary>Older definitions have these two beside the custom properties.</summary>
    private static bool? Flag(JsonElement json, string name)
    {
        var custom = JsonValues.Find(JsonValues.Find(json, "customProperties"), name);
        var value = custom.ValueKind == JsonValueKind.Undefined ? JsonValues.Find(json, name) : custom;
        return value.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            _ => null,
        };
    }
}

using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;

namespace Workflows.Engine.Serialization;

/// <summary>Which properties of an activity class stand in its JSON, and how one is made. Found once per class.</summary>
internal sealed class ActivityShape
{
    private static readonly ConcurrentDictionary<Type, ActivityShape> Known = new();

    private readonly ConstructorInfo _constructor;
    private readonly object?[] _defaults;

    private ActivityShape(Type type)
    {
        Properties =
        [
            .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(IsWritten)
                .DistinctBy(p => p.Name)
                .Select(p => new ActivityMember(AsDeclared(p))),
        ];
        _constructor = Constructor(type);
        _defaults = [.. _constructor.GetParameters().Select(p => p.DefaultValue is DBNull ? null : p.DefaultValue)];
    }

    /// <summary>Those of the class itself come first, those of its bases after them.</summary>
    public IReadOnlyList<ActivityMember> Properties { get; }

    /// <summary>A composite's root is wired in code or taken from elsewhere: what a file says of it does not count.</summary>
    public static bool IsCompositeRoot(IActivity activity, string jsonName) =>
        activity is Elsa.Workflows.Activities.Composite
        && string.Equals(
            jsonName,
            nameof(Elsa.Workflows.Activities.Composite.Root),
            StringComparison.OrdinalIgnoreCase
        );

    public static ActivityShape Of(Type type) => Known.GetOrAdd(type, static t => new ActivityShape(t));

    public IActivity Create() => (IActivity)_constructor.Invoke(_defaults);

    // What reads and writes a property is compiled for each view of it: id, name and the like are the same for all classes.
    private static PropertyInfo AsDeclared(PropertyInfo property) =>
        property.DeclaringType!.GetProperty(
            property.Name,
            BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly
        ) ?? property;

    private static bool IsWritten(PropertyInfo property) =>
        property.GetMethod is { IsPublic: true }
        && property.GetIndexParameters().Length == 0
        && property.GetCustomAttribute<JsonIgnoreAttribute>() is null
        && property.GetCustomAttribute<JsonIgnoreCompositeRootAttribute>() is null;

    private static ConstructorInfo Constructor(Type type)
    {
        const BindingFlags any = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance;
        return type.GetConstructors(any)
                .Where(c => c.GetParameters().All(p => p.IsOptional))
                .OrderByDescending(c => c.GetCustomAttribute<JsonConstructorAttribute>() is not null)
                .ThenBy(c => c.GetParameters().Length)
                .FirstOrDefault()
            ?? throw new JsonException($"{type.Name} has no constructor that needs no arguments.");
    }
}

/// <summary>One such property.</summary>
internal sealed class ActivityMember(PropertyInfo property)
{
    public PropertyInfo Property { get; } = property;

    public string JsonName { get; } = JsonNamingPolicy.CamelCase.ConvertName(property.Name);

    public bool IsSettable { get; } = property.SetMethod is { IsPublic: true };

    /// <summary>Whether null in JSON may be set.</summary>
    public bool IsNullable { get; } =
        !property.PropertyType.IsValueType || Nullable.GetUnderlyingType(property.PropertyType) is not null;

    public bool HoldsActivities { get; } =
        typeof(IActivity).IsAssignableFrom(property.PropertyType)
        || typeof(IEnumerable<IActivity>).IsAssignableFrom(property.PropertyType);
}

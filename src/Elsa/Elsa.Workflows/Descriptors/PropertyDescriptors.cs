using System.Reflection;
using System.Text.Json.Serialization;

namespace Elsa.Workflows.Models;

/// <summary>An input or output of a kind of activity.</summary>
public abstract class PropertyDescriptor
{
    public string Name { get; set; } = null!;

    [JsonPropertyName("typeName")]
    public Type Type { get; set; } = null!;

    public string? DisplayName { get; set; }

    public string? Description { get; set; }

    public float Order { get; set; }

    public bool? IsBrowsable { get; set; } = true;

    public bool? IsSerializable { get; set; }

    /// <summary>Without a CLR property; its value is in <see cref="IActivity.SyntheticProperties"/>.</summary>
    public bool IsSynthetic { get; set; }

    [JsonIgnore]
    public Func<IActivity, object?> ValueGetter { get; set; } = null!;

    [JsonIgnore]
    public Action<IActivity, object?> ValueSetter { get; set; } = null!;

    [JsonIgnore]
    public PropertyInfo? PropertyInfo { get; set; }

    internal TDescriptor Copy<TDescriptor>()
        where TDescriptor : PropertyDescriptor => (TDescriptor)MemberwiseClone();
}

/// <inheritdoc />
public class InputDescriptor : PropertyDescriptor
{
    public InputDescriptor() { }

    public InputDescriptor(
        string name,
        Type type,
        Func<IActivity, object?> valueGetter,
        Action<IActivity, object?> valueSetter,
        bool isWrapped,
        string uiHint,
        string displayName,
        string? description = null,
        string? category = null,
        float order = 0,
        object? defaultValue = null,
        string? defaultSyntax = "Literal",
        bool isReadOnly = false,
        bool isBrowsable = true,
        bool isSerializable = true,
        bool isSynthetic = false,
        bool autoEvaluate = true,
        Type? evaluatorType = null,
        Type? storageDriverType = null,
        PropertyInfo? propertyInfo = null,
        IDictionary<string, object>? uiSpecifications = null
    )
    {
        Name = name;
        Type = type;
        ValueGetter = valueGetter;
        ValueSetter = valueSetter;
        IsWrapped = isWrapped;
        UIHint = uiHint;
        DisplayName = displayName;
        Description = description;
        Category = category;
        Order = order;
        DefaultValue = defaultValue;
        DefaultSyntax = defaultSyntax;
        IsReadOnly = isReadOnly;
        IsBrowsable = isBrowsable;
        IsSerializable = isSerializable;
        IsSynthetic = isSynthetic;
        AutoEvaluate = autoEvaluate;
        EvaluatorType = evaluatorType;
        StorageDriverType = storageDriverType;
        PropertyInfo = propertyInfo;
        UISpecifications = uiSpecifications;
    }

    /// <summary>An <see cref="Input"/> rather than a plain value.</summary>
    public bool IsWrapped { get; set; }

    public string UIHint { get; set; } = null!;

    public string? Category { get; set; }

    public object? DefaultValue { get; set; }

    public string? DefaultSyntax { get; set; }

    public bool? IsReadOnly { get; set; }

    public bool IsSensitive { get; set; }

    public Type? StorageDriverType { get; set; }

    /// <summary>Evaluated before the activity runs; otherwise the activity does it itself.</summary>
    public bool AutoEvaluate { get; set; } = true;

    public Type? EvaluatorType { get; set; }

    public IDictionary<string, object>? UISpecifications { get; set; }
}

/// <inheritdoc />
public class OutputDescriptor : PropertyDescriptor
{
    [JsonConstructor]
    public OutputDescriptor() { }

    public OutputDescriptor(
        string name,
        string displayName,
        Type type,
        Func<IActivity, object?> valueGetter,
        Action<IActivity, object?> valueSetter,
        PropertyInfo? propertyInfo = null,
        string? description = null,
        bool? isBrowsable = null,
        bool? isSerializable = null
    )
    {
        Name = name;
        DisplayName = displayName;
        Type = type;
        ValueGetter = valueGetter;
        ValueSetter = valueSetter;
        PropertyInfo = propertyInfo;
        Description = description;
        IsBrowsable = isBrowsable;
        IsSerializable = isSerializable;
    }
}

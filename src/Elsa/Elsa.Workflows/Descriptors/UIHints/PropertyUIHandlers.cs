using System.Reflection;

namespace Elsa.Workflows;

/// <summary>Says what Studio's editor of one input needs to know, such as the items of a drop-down.</summary>
public interface IPropertyUIHandler
{
    /// <summary>Of two handlers that set the same key, the one with the higher priority wins.</summary>
    float Priority { get; }

    ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(
        PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken = default
    );
}

/// <summary>Names the handlers that serve every input shown with one UI hint.</summary>
public interface IUIHintHandler
{
    string UIHint { get; }

    ValueTask<IEnumerable<Type>> GetPropertyUIHandlersAsync(
        PropertyInfo propertyInfo,
        CancellationToken cancellationToken
    );
}

/// <summary>Gathers what all handlers of an input have to say.</summary>
public interface IPropertyUIHandlerResolver
{
    ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(
        PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken = default
    );
}

/// <summary>Computes an input's default value where an attribute cannot hold it.</summary>
public interface IActivityPropertyDefaultValueProvider
{
    object GetDefaultValue(PropertyInfo property);
}

/// <inheritdoc />
public abstract class PropertyUIHandlerBase : IPropertyUIHandler
{
    public virtual float Priority => 0;

    public abstract ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(
        PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken = default
    );
}

using System.Reflection;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Engine.Descriptors;

/// <summary>An input's default: from its attribute, or from the class that the attribute names.</summary>
internal sealed class DefaultValues(IServiceScopeFactory scopes)
{
    public object? Of(PropertyInfo property, InputAttribute? input)
    {
        if (input?.DefaultValueProvider is not { } type)
            return input?.DefaultValue;
        using var scope = scopes.CreateScope();
        var provider = ActivatorUtilities.GetServiceOrCreateInstance(scope.ServiceProvider, type);
        return ((IActivityPropertyDefaultValueProvider)provider).GetDefaultValue(property);
    }
}

using System.Reflection;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Engine.Descriptors;

/// <inheritdoc />
internal sealed class PropertyUIHandlerResolver(IServiceScopeFactory scopes) : IPropertyUIHandlerResolver
{
    public async ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(
        PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken = default
    )
    {
        var input = propertyInfo.GetCustomAttribute<InputAttribute>();
        var uiHint = InputShape.UIHint(propertyInfo, input);
        var result = new Dictionary<string, object>(FixedChoices.Of(propertyInfo, uiHint, input));
        await using var scope = scopes.CreateAsyncScope();
        var handlers = await HandlersAsync(scope.ServiceProvider, propertyInfo, input, uiHint, cancellationToken);
        // The last one to set a key wins, so the highest priority comes last.
        foreach (var handler in handlers.OrderBy(h => h.Priority))
        {
            foreach (var (key, value) in await handler.GetUIPropertiesAsync(propertyInfo, context, cancellationToken))
                result[key] = value;
        }
        return result;
    }

    private static async Task<List<IPropertyUIHandler>> HandlersAsync(
        IServiceProvider services,
        PropertyInfo property,
        InputAttribute? input,
        string uiHint,
        CancellationToken stop
    )
    {
        var types = new List<Type>(input?.UIHandlers ?? []);
        if (input?.UIHandler is { } own)
            types.Add(own);
        foreach (var hint in services.GetServices<IUIHintHandler>().Where(h => h.UIHint == uiHint))
            types.AddRange(await hint.GetPropertyUIHandlersAsync(property, stop));
        return
        [
            .. types
                .Distinct()
                .Select(t => (IPropertyUIHandler)ActivatorUtilities.GetServiceOrCreateInstance(services, t)),
        ];
    }
}

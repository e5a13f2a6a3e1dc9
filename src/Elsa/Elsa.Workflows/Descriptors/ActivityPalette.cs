using System.Text.Json;
using Elsa.Workflows;
using Elsa.Workflows.Models;

namespace Workflows.Engine;

/// <summary>The activities as Studio is shown them now: with the drop-downs filled from today's data.</summary>
public sealed class ActivityPalette(IActivityRegistry registry, IPropertyUIHandlerResolver editors)
{
    public async Task<IReadOnlyList<ActivityDescriptor>> ListAsync(CancellationToken stop)
    {
        var descriptors = registry.ListAll().ToList();
        foreach (var descriptor in descriptors)
            await FillAsync(descriptor, stop);
        return descriptors;
    }

    public async Task<ActivityDescriptor?> FindAsync(string type, int? version, CancellationToken stop)
    {
        var descriptor = version is { } exact ? registry.Find(type, exact) : registry.Find(type);
        if (descriptor is not null)
            await FillAsync(descriptor, stop);
        return descriptor;
    }

    /// <summary>What the editor of one input offers, given what has been entered so far; null: no such input.</summary>
    public async Task<IDictionary<string, object>?> OptionsAsync(
        string type,
        string property,
        JsonElement? context,
        CancellationToken stop
    )
    {
        var input = registry.Find(type)?.Inputs.FirstOrDefault(i => i.Name == property);
        if (input?.PropertyInfo is null)
            return null;
        return await editors.GetUIPropertiesAsync(input.PropertyInfo, context, stop);
    }

    /// <summary>A new dictionary replaces the old one, so a descriptor may be read while it is refreshed.</summary>
    private async Task FillAsync(ActivityDescriptor descriptor, CancellationToken stop)
    {
        foreach (var input in descriptor.Inputs)
        {
            if (input.PropertyInfo is not null)
                input.UISpecifications = await editors.GetUIPropertiesAsync(input.PropertyInfo, null, stop);
        }
    }
}

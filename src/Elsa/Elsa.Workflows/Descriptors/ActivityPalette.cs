using System.Text.Json;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Microsoft.Extensions.Options;

namespace Workflows.Engine;

/// <summary>The activities as Studio is shown them now: with the drop-downs filled from today's data, and with what modifiers
/// make of them for the reader of the running request.</summary>
public sealed class ActivityPalette(
    IActivityRegistry registry,
    IPropertyUIHandlerResolver editors,
    IEnumerable<IActivityDescriptorModifier> modifiers,
    IOptions<PaletteOptions> options
)
{
    public async Task<IReadOnlyList<ActivityDescriptor>> ListAsync(CancellationToken stop)
    {
        var descriptors = new List<ActivityDescriptor>();
        foreach (var descriptor in registry.ListAll())
            descriptors.Add(await ShowAsync(descriptor, stop));
        return descriptors;
    }

    public async Task<ActivityDescriptor?> FindAsync(string type, int? version, CancellationToken stop)
    {
        var descriptor = version is { } exact ? registry.Find(type, exact) : registry.Find(type);
        return descriptor is null ? null : await ShowAsync(descriptor, stop);
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

    private async Task<ActivityDescriptor> ShowAsync(ActivityDescriptor known, CancellationToken stop)
    {
        var descriptor = known.Copy();
        foreach (var input in descriptor.Inputs)
        {
            if (input.PropertyInfo is not null)
                input.UISpecifications = await editors.GetUIPropertiesAsync(input.PropertyInfo, null, stop);
        }
        foreach (var modifier in modifiers)
            modifier.Modify(descriptor);
        options.Value.Show(descriptor);
        return descriptor;
    }
}

/// <summary>How a host has the palette shown.</summary>
public sealed class PaletteOptions
{
    /// <summary>Changes what a reader sees of an activity. Unlike a modifier it is never given what the engine works with.</summary>
    public Action<ActivityDescriptor> Show { get; set; } = _ => { };
}

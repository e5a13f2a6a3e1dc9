using System.Collections.Immutable;
using Elsa.Workflows.Models;

namespace Workflows.Engine.Descriptors;

/// <summary>An unchanging set of descriptors, by type and version; asked without a version it answers the newest.</summary>
internal sealed class DescriptorSet
{
    public static readonly DescriptorSet Empty = new(
        ImmutableDictionary<string, ImmutableSortedDictionary<int, ActivityDescriptor>>.Empty
    );

    private readonly ImmutableDictionary<string, ImmutableSortedDictionary<int, ActivityDescriptor>> _byType;

    private DescriptorSet(ImmutableDictionary<string, ImmutableSortedDictionary<int, ActivityDescriptor>> byType) =>
        _byType = byType;

    public DescriptorSet With(ActivityDescriptor descriptor)
    {
        var versions = _byType.GetValueOrDefault(
            descriptor.TypeName,
            ImmutableSortedDictionary<int, ActivityDescriptor>.Empty
        );
        return new(_byType.SetItem(descriptor.TypeName, versions.SetItem(descriptor.Version, descriptor)));
    }

    public DescriptorSet Without(IEnumerable<ActivityDescriptor> descriptors)
    {
        var byType = _byType;
        foreach (var descriptor in descriptors)
        {
            if (!byType.TryGetValue(descriptor.TypeName, out var versions))
                continue;
            versions = versions.Remove(descriptor.Version);
            byType = versions.IsEmpty
                ? byType.Remove(descriptor.TypeName)
                : byType.SetItem(descriptor.TypeName, versions);
        }
        return new(byType);
    }

    public IEnumerable<ActivityDescriptor> List() => _byType.Values.SelectMany(versions => versions.Values);

    public ActivityDescriptor? Find(string type) =>
        _byType.TryGetValue(type, out var versions) ? versions[versions.Keys.Max()] : null;

    public ActivityDescriptor? Find(string type, int version) =>
        _byType.TryGetValue(type, out var versions) ? versions.GetValueOrDefault(version) : null;
}

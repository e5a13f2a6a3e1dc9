using Elsa.Workflows;
using Elsa.Workflows.Exceptions;
using Elsa.Workflows.Models;

namespace Workflows.Engine;

/// <summary>Finds what is known of an activity; CLR types that nobody registered are described when first met.</summary>
internal sealed class ActivityDescriptions(IActivityRegistry registry, IActivityRegistryLookupService lookup)
{
    public ValueTask<ActivityDescriptor> OfAsync(IActivity activity) =>
        registry.Find(activity.Type, activity.Version) is { } known ? new(known) : FindAsync(activity);

    private async ValueTask<ActivityDescriptor> FindAsync(IActivity activity)
    {
        if (await lookup.FindAsync(activity.Type, activity.Version) is { } provided)
            return provided;
        await registry.RegisterAsync(activity.GetType());
        return registry.Find(activity.Type, activity.Version)
            ?? registry.Find(activity.Type)
            ?? throw new ActivityNotFoundException(activity.Type, activity.Version);
    }
}

using Elsa.Workflows;
using Elsa.Workflows.Models;
using Workflows.Engine;

namespace Elsa.Extensions;

/// <summary>Finding kinds of activity by example.</summary>
public static class ActivityRegistryExtensions
{
    public static ActivityDescriptor? Find<T>(this IActivityRegistry activityRegistry)
        where T : IActivity => activityRegistry.Find(ActivityTypes.NameOf(typeof(T)));

    public static Task RegisterAsync<T>(
        this IActivityRegistry activityRegistry,
        CancellationToken cancellationToken = default
    )
        where T : IActivity => activityRegistry.RegisterAsync(typeof(T), cancellationToken);

    public static Task<ActivityDescriptor?> FindAsync(
        this IActivityRegistryLookupService activityRegistry,
        IActivity activity
    ) => activityRegistry.FindAsync(activity.Type, activity.Version);
}

using Elsa.Common;
using Elsa.Workflows;
using Elsa.Workflows.Models;

namespace Workflows.Engine;

/// <summary>The services that every step of every run needs.</summary>
internal sealed class EngineTools(
    ISystemClock clock,
    IIdentityGenerator ids,
    IStimulusHasher stimuli,
    IActivityRegistryLookupService activities,
    IActivityRegistry registry
)
{
    public ISystemClock Clock => clock;

    public IIdentityGenerator Ids => ids;

    public IStimulusHasher Stimuli => stimuli;

    public async ValueTask<ActivityDescriptor> DescribeAsync(IActivity activity)
    {
        if (registry.Find(activity.Type, activity.Version) is { } known)
            return known;
        if (await activities.FindAsync(activity.Type, activity.Version) is { } provided)
            return provided;
        await registry.RegisterAsync(activity.GetType());
        return registry.Find(activity.Type, activity.Version)
            ?? throw new Elsa.Workflows.Exceptions.ActivityNotFoundException(activity.Type, activity.Version);
    }

    public Task CommitAsync(WorkflowExecutionContext context) => Task.CompletedTask;
}

using Elsa.Common;
using Elsa.Workflows;
using Elsa.Workflows.CommitStates;
using Elsa.Workflows.Models;

namespace Workflows.Engine;

/// <summary>The services that every step of a run needs, resolved once per run.</summary>
internal sealed class EngineTools(
    ISystemClock clock,
    IIdentityGenerator ids,
    IStimulusHasher stimuli,
    ActivityDescriptions descriptions,
    ICommitStateHandler commits
)
{
    public ISystemClock Clock => clock;

    public IIdentityGenerator Ids => ids;

    public IStimulusHasher Stimuli => stimuli;

    public ValueTask<ActivityDescriptor> DescribeAsync(IActivity activity) => descriptions.OfAsync(activity);

    public Task CommitAsync(WorkflowExecutionContext context) =>
        commits.CommitAsync(context, context.CancellationToken);
}

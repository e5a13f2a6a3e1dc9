using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Extensions;

namespace Workflows.Activities.Returning;

/// <summary>Where a way back begins and ends: in a drawing or a sequence, from what stands there and runs, to an activity beside
/// it.</summary>
/// <param name="Child">The activity that returns, or the container in it that the activity stands in.</param>
internal sealed record ReturnPlace(ActivityExecutionContext Child, ActivityExecutionContext Container, IActivity Target)
{
    /// <summary>The nearest place from which an activity can be reached; null when none around the one that runs holds it.</summary>
    public static ReturnPlace? Find(ActivityExecutionContext context, string id) =>
        Around(context)
            .Select(p =>
                SiblingsIn(p.Container.Activity).FirstOrDefault(a => a.Id == id) is { } target
                    ? new ReturnPlace(p.Child, p.Container, target)
                    : null
            )
            .FirstOrDefault(p => p is not null);

    /// <summary>Back to the flow's beginning: that of the outermost drawing or sequence.</summary>
    public static ReturnPlace? Beginning(ActivityExecutionContext context) =>
        Around(context)
            .Select(p => StartOf(p.Container) is { } start ? new ReturnPlace(p.Child, p.Container, start) : null)
            .LastOrDefault(p => p is not null);

    private static IEnumerable<(ActivityExecutionContext Child, ActivityExecutionContext Container)> Around(
        ActivityExecutionContext context
    )
    {
        for (
            var child = context;
            child.ParentActivityExecutionContext is { Activity: not Composite } container;
            child = container
        )
            yield return (child, container);
    }

    private static IEnumerable<IActivity> SiblingsIn(IActivity container) =>
        container is Flowchart or Sequence ? ((Container)container).Activities : [];

    private static IActivity? StartOf(ActivityExecutionContext container) =>
        container.Activity switch
        {
            Flowchart chart => chart.GetStartActivity(container.WorkflowExecutionContext.TriggerActivityId),
            Sequence sequence => sequence.Activities.FirstOrDefault(),
            _ => null,
        };
}

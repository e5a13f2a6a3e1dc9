using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Engine.Expressions;

/// <summary>The outputs that a script may ask for by <c>get{Output}From{Activity}()</c>.</summary>
internal static class ActivityOutputNames
{
    public static IEnumerable<(IActivity Activity, string Output)> In(ExpressionExecutionContext context)
    {
        if (!context.TryGetWorkflowExecutionContext(out var workflow))
            return [];
        var registry = context.ServiceProvider.GetRequiredService<IActivityRegistry>();
        return workflow
            .Nodes.Select(node => node.Activity)
            .SelectMany(activity =>
                (registry.Find(activity.Type, activity.Version)?.Outputs ?? [])
                    .Where(output => ScriptNames.IsUsable(output.Name))
                    .Select(output => (activity, output.Name))
            );
    }
}

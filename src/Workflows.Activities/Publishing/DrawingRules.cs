using System.Reflection;
using System.Text.Json;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Activities.Flowchart.Extensions;
using Elsa.Workflows.Models;
using Workflows.Activities.Cases;
using Workflows.Activities.Clocks;
using Workflows.Activities.Customers;
using Workflows.Activities.Palette;
using Workflows.Activities.People;
using Workflows.Activities.Tasks;
using Workflows.Cases;
using Workflows.Cases.Tasks;

namespace Workflows.Activities.Publishing;

/// <summary>Every outcome leads somewhere, every arrow leaves by an outcome that there is, and what can be returned to lies
/// before the one who returns. What lies inside a sequence or a branch needs no arrows.</summary>
internal sealed class DrawingRules(FlowAtHand flow)
{
    /// <summary>What is wrong with the drawing as a whole.</summary>
    public IEnumerable<LocalText> OfAll() =>
        flow.IsOfCases && !flow.Activities.OfType<Archive>().Any() ? [PublishCheck.Texts.Say("noArchive")] : [];

    public IEnumerable<LocalText> Of(IActivity activity)
    {
        if (activity.GetType().Assembly != GetType().Assembly)
            return [];
        if (flow.ChartOf(activity) is not { } chart)
            return TargetsOf(activity).Length > 0 ? [PublishCheck.Texts.Say("targetWithoutArrows")] : [];
        var drawn = chart.Connections.Where(c => c.Source.Activity == activity).Select(c => c.Source.Port).ToHashSet();
        var faults = MustLeadOn(activity)
            .Where(port => !drawn.Contains(port))
            .Select(port => PublishCheck.Texts.Say("leadsNowhere", ActivityTexts.NameOfOutcome(port)));
        if (activity is TaskActivity task)
        {
            if (Written.IsGiven(task.TimeOut) && !drawn.Contains(TaskActivity.TimedOut))
                faults = faults.Append(PublishCheck.Texts.Say("noTimedOut"));
            faults = faults.Concat(Returns(task, chart));
        }
        var known = OutcomesOf(activity);
        return faults.Concat(
            drawn
                .Where(port => port is { Length: > 0 } && !known.Contains(port))
                .Select(port => PublishCheck.Texts.Say("noOutcome", port, string.Join(", ", known)))
        );
    }

    // An activity that is only done may well be the last of its branch.
    private static IEnumerable<string> MustLeadOn(IActivity activity) =>
        activity switch
        {
            TaskActivity task => task.Decisions,
            CheckNotice or EndEmployment => OutcomesOf(activity),
            ApplyCorrection apply => Is(apply.Overwrite, "true") ? [] : ["Conflict"],
            StartCase start => Is(start.Wait, "false") ? [] : ["Refused"],
            _ => [],
        };

    private static bool Is(Input? input, string value) =>
        string.Equals(input?.Expression?.Value?.ToString(), value, StringComparison.OrdinalIgnoreCase);

    private static IReadOnlyCollection<string> OutcomesOf(IActivity activity) =>
        [.. activity.GetType().GetCustomAttribute<FlowNodeAttribute>()?.Outcomes ?? ["Done"]];

    private IEnumerable<LocalText> Returns(TaskActivity task, Flowchart chart)
    {
        foreach (var target in TargetsOf(task).Where(t => t is not (ReturnChoice.Previous or ReturnChoice.Applicant)))
        {
            var steps = chart.Activities.OfType<TaskActivity>().Where(a => IsNamed(a, target)).ToList();
            if (steps.Count == 0)
            {
                if (!flow.Activities.OfType<TaskActivity>().Any(a => IsNamed(a, target) || HasUnknownStep(a)))
                    yield return PublishCheck.Texts.Say("noTarget", target);
            }
            else if (!steps.Exists(step => IsReachedWithout(chart, task, step)))
                yield return PublishCheck.Texts.Say("laterTarget", target);
        }
    }

    private static string[] TargetsOf(IActivity activity) =>
        activity switch
        {
            Approve approve => Targets(approve.ReturnTargets),
            ApproveChain chain => Targets(chain.ReturnTargets),
            _ => [],
        };

    private static string[] Targets(Input? input)
    {
        try
        {
            return Written.Text(input) is { Length: > 0 } text ? JsonSerializer.Deserialize<string[]>(text) ?? [] : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    private static bool IsNamed(TaskActivity activity, string target) =>
        ReturnChoice.ActivityOf(target) is { } id ? activity.Id == id
        : Written.Text(activity.Step) is { Length: > 0 } step ? step == target
        : activity.Id == target && !Written.IsGiven(activity.Step);

    private static bool HasUnknownStep(TaskActivity activity) =>
        Written.IsGiven(activity.Step) && Written.Text(activity.Step) is null;

    // Who comes there only by way of the one who returns has never been there before.
    private static bool IsReachedWithout(Flowchart chart, IActivity here, IActivity target)
    {
        if (chart.GetStartActivity(null) is not { } start || start == here)
            return false;
        var seen = new HashSet<IActivity>([start]);
        var pending = new Queue<IActivity>(seen);
        while (pending.TryDequeue(out var current))
            foreach (var arrow in chart.Connections.Where(c => c.Source.Activity == current))
                if (arrow.Target.Activity != here && seen.Add(arrow.Target.Activity))
                    pending.Enqueue(arrow.Target.Activity);
        return seen.Contains(target);
    }
}

using Elsa.Extensions;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Elsa.Workflows.UIHints.Dropdown;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;

namespace Elsa.Tests;

/// <summary>The engine's services as a host registers them, with the sample activity below.</summary>
internal static class TestEngine
{
    public static IServiceProvider Create() =>
        new ServiceCollection()
            .AddLogging()
            .AddElsaExpressionsAndDescriptors()
            .Configure<ActivityCatalog>(catalog => catalog.Add<HumanApproval>())
            .BuildServiceProvider();
}

/// <summary>The activity that the recorded definitions use.</summary>
[
    Activity("Demo", "Human", "Waits for a person."),
    Elsa.Workflows.Activities.Flowchart.Attributes.FlowNode("Approved", "Rejected")
]
public sealed class HumanApproval : Elsa.Workflows.Activity
{
    [Input]
    public Input<string> Subject { get; set; } = null!;

    [Input(Category = "Assignment", DefaultValue = "alice", UIHint = InputUIHints.DropDown, UIHandler = typeof(People))]
    public Input<string> Assignee { get; set; } = null!;

    [Input(DefaultValue = 60)]
    public Input<int> ReminderMinutes { get; set; } = new(60);

    [Output]
    public Output<string>? Decision { get; set; }

    [Output]
    public Output<string>? Comment { get; set; }

    protected override void Execute(Elsa.Workflows.ActivityExecutionContext context) =>
        context.CreateBookmark(
            new CreateBookmarkArgs { Stimulus = new { Subject = context.Get(Subject) }, Callback = OnResumeAsync }
        );

    private async ValueTask OnResumeAsync(Elsa.Workflows.ActivityExecutionContext context)
    {
        var decision = context.GetWorkflowInput<string>("Decision");
        context.Set(Decision, decision);
        await context.CompleteActivityWithOutcomesAsync(decision);
    }
}

/// <summary>Fills a drop-down.</summary>
public sealed class People : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(
        System.Reflection.PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken
    ) => new([new("alice", "alice"), new("bob", "bob"), new("carol", "carol")]);
}

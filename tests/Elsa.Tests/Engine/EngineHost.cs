using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Activities.Flowchart.Activities;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Elsa.Workflows.State;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;

namespace Elsa.Tests.Engine;

/// <summary>
/// An engine in memory that writes down what runs. <see cref="RestartAsync"/> is a new process: other services, another
/// materialised definition, and the state only as text.
/// </summary>
public sealed class EngineHost(Func<Workflow> definition, Action<EngineOptions>? configure = null) : IDisposable
{
    private ServiceProvider _services = Services(configure);
    private IServiceScope? _scope;
    private WorkflowGraph? _graph;

    /// <summary>The ids of <see cref="Step"/>s in the order in which they ran.</summary>
    public static AsyncLocal<List<string>?> Ran { get; } = new();

    public List<string> Trace { get; } = Ran.Value = [];

    public WorkflowState State { get; private set; } = null!;

    public RunWorkflowResult Result { get; private set; } = null!;

    public string[] Steps => [.. Trace];

    public IEnumerable<string> Journal =>
        Result.Journal.WorkflowExecutionLogEntries.Select(entry => $"{entry.ActivityId} {entry.EventName}");

    public static EngineHost For(IActivity root, Action<EngineOptions>? configure = null) =>
        new(() => new Workflow(root) { Id = "Workflow1" }, configure);

    public static EngineHost Flow(Func<Flowchart> flow) => new(() => new Workflow(flow()));

    public async Task<EngineHost> RunAsync(RunWorkflowOptions? options = null, CancellationToken? stop = null)
    {
        var scope = NewScope();
        var runner = scope.ServiceProvider.GetRequiredService<IWorkflowRunner>();
        Keep(await runner.RunAsync(await GraphAsync(scope), options, stop ?? TestContext.Current.CancellationToken));
        return this;
    }

    public async Task RunAsync(IWorkflow workflow, RunWorkflowOptions options) =>
        Keep(
            await NewScope()
                .ServiceProvider.GetRequiredService<IWorkflowRunner>()
                .RunAsync(workflow, options, TestContext.Current.CancellationToken)
        );

    public async Task<EngineHost> ResumeAsync(string activityId, IDictionary<string, object>? input = null)
    {
        var bookmark = State.Bookmarks.First(bookmark => bookmark.ActivityId == activityId);
        return await ContinueAsync(new RunWorkflowOptions { BookmarkId = bookmark.Id, Input = input });
    }

    public async Task<EngineHost> ContinueAsync(RunWorkflowOptions? options = null)
    {
        var scope = NewScope();
        var runner = scope.ServiceProvider.GetRequiredService<IWorkflowRunner>();
        Keep(await runner.RunAsync(await GraphAsync(scope), State, options, TestContext.Current.CancellationToken));
        return this;
    }

    /// <summary>Saves, forgets everything and starts again from the text.</summary>
    public string Restart()
    {
        var text = _services.GetRequiredService<IWorkflowStateSerializer>().Serialize(State);
        Dispose();
        _services = Services(configure);
        _graph = null;
        State = _services.GetRequiredService<IWorkflowStateSerializer>().Deserialize(text);
        return text;
    }

    public async Task<EngineHost> RestartAsync(string activityId, IDictionary<string, object>? input = null)
    {
        Restart();
        return await ResumeAsync(activityId, input);
    }

    public T? Variable<T>(string name) =>
        Result
            .WorkflowExecutionContext.ActivityExecutionContexts.First()
            .ExpressionExecutionContext.GetVariable<T>(name);

    public void Dispose()
    {
        _scope?.Dispose();
        _services.Dispose();
    }

    private static ServiceProvider Services(Action<EngineOptions>? configure) =>
        new ServiceCollection()
            .AddElsaWorkflows(options =>
            {
                options.AddActivitiesFrom<EngineHost>();
                configure?.Invoke(options);
            })
            .BuildServiceProvider(validateScopes: true);

    private async Task<WorkflowGraph> GraphAsync(IServiceScope scope) =>
        _graph ??= await scope.ServiceProvider.GetRequiredService<IWorkflowGraphBuilder>().BuildAsync(definition());

    // Open until the next run, so that a test can go on with the contexts of this one.
    private IServiceScope NewScope()
    {
        _scope?.Dispose();
        return _scope = _services.CreateScope();
    }

    private void Keep(RunWorkflowResult result)
    {
        Result = result;
        State = result.WorkflowState;
    }
}

/// <summary>Writes its id down and completes.</summary>
public sealed class Step : CodeActivity
{
    public Step() { }

    public Step(string id) => Id = id;

    protected override void Execute(ActivityExecutionContext context) => EngineHost.Ran.Value!.Add(Id);
}

/// <summary>Waits for a bookmark, then completes with the outcome it is resumed with.</summary>
public sealed class Wait : Activity<string>
{
    public Wait() { }

    public Wait(string id) => Id = id;

    protected override void Execute(ActivityExecutionContext context)
    {
        EngineHost.Ran.Value!.Add(Id);
        context.CreateBookmark(new WaitStimulus(Id), OnResumedAsync);
    }

    private async ValueTask OnResumedAsync(ActivityExecutionContext context)
    {
        EngineHost.Ran.Value!.Add(Id + "!");
        var outcome = context.TryGetWorkflowInput<string>("Outcome", out var given) ? given : "Done";
        context.SetResult(outcome);
        await context.CompleteActivityWithOutcomesAsync(outcome);
    }
}

public sealed record WaitStimulus(string What);

/// <summary>Completes with the outcomes it is made with.</summary>
public sealed class Choose : Activity
{
    public Choose() { }

    public Choose(string id, params string[] outcomes)
    {
        Id = id;
        Outcomes = outcomes;
    }

    public string[] Outcomes { get; set; } = [];

    protected override ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        EngineHost.Ran.Value!.Add(Id);
        return context.CompleteActivityWithOutcomesAsync(Outcomes);
    }
}

/// <summary>Throws as many times as it is told to.</summary>
public sealed class Throw : CodeActivity
{
    public Throw() { }

    public Throw(string id) => Id = id;

    public static AsyncLocal<bool> Repaired { get; } = new();

    protected override void Execute(ActivityExecutionContext context)
    {
        EngineHost.Ran.Value!.Add(Id);
        if (!Repaired.Value)
            throw new InvalidOperationException($"{Id} is broken");
    }
}

/// <summary>Builds flowcharts out of arrows such as <c>"a:Approved->b"</c>.</summary>
public static class Flows
{
    public static Flowchart Of(IActivity[] activities, params string[] arrows)
    {
        var byId = activities.ToDictionary(activity => activity.Id);
        return new Flowchart
        {
            Id = "flow",
            Start = activities[0],
            Activities = [.. activities],
            Connections = [.. arrows.Select(arrow => Arrow(arrow, byId))],
        };
    }

    public static Flowchart Steps(params string[] arrows)
    {
        var ids = arrows.SelectMany(arrow => arrow.Split("->")).Select(end => end.Split(':')[0]).Distinct();
        return Of([.. ids.Select(id => new Step(id))], arrows);
    }

    private static Connection Arrow(string arrow, Dictionary<string, IActivity> byId)
    {
        var ends = arrow.Split("->");
        var source = ends[0].Split(':');
        return new Connection(
            new Endpoint(byId[source[0]], source.Length > 1 ? source[1] : "Done"),
            new Endpoint(byId[ends[1]], "In")
        );
    }
}

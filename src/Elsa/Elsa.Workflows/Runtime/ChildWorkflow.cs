using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Requests;

namespace Workflows.Engine;

/// <summary>An instance that an activity starts of another workflow: of the version in force.</summary>
internal sealed class ChildWorkflow
{
    private readonly ActivityExecutionContext _starter;
    private readonly Workflow _definition;
    private readonly Dictionary<string, object> _input = [];

    private ChildWorkflow(ActivityExecutionContext starter, Workflow definition)
    {
        _starter = starter;
        _definition = definition;
        InstanceId = starter.GetRequiredService<IIdentityGenerator>().GenerateId();
        _input[ChildKeys.Parent] = ParentId;
    }

    public string InstanceId { get; }

    public string? CorrelationId { get; set; }

    public bool IsAwaited { get; set; }

    public bool StartsTrace { get; set; }

    private string ParentId => _starter.WorkflowExecutionContext.Id;

    public static async Task<ChildWorkflow> FindAsync(ActivityExecutionContext starter, string definitionId)
    {
        var graph = await starter
            .GetRequiredService<IWorkflowDefinitionService>()
            .FindWorkflowGraphAsync(definitionId, VersionOptions.Published, starter.CancellationToken);
        return graph is not null
            ? new ChildWorkflow(starter, graph.Workflow)
            : throw new InvalidOperationException(
                $"No published version of workflow definition with ID {definitionId} found."
            );
    }

    /// <summary>Gives it these inputs; as in Elsa, whoever put them together sees which instance has started it.</summary>
    public void GiveOwn(IDictionary<string, object>? input)
    {
        if (input is { IsReadOnly: false })
            input[ChildKeys.Parent] = ParentId;
        Give(input);
    }

    public void Give(IDictionary<string, object>? input)
    {
        foreach (var (name, value) in input ?? new Dictionary<string, object>())
            _input[name] = value;
    }

    /// <summary>Runs it inside the starter's burst, until it ends or waits.</summary>
    public async Task<ExecuteWorkflowResult> RunAsync()
    {
        var stop = _starter.CancellationToken;
        if (!await MayStartAsync(stop))
            throw new InvalidOperationException(
                $"The activation strategy of {_definition.WorkflowMetadata.Name} allows no further instance now."
            );
        var client = await _starter.GetRequiredService<IWorkflowRuntime>().CreateClientAsync(InstanceId, stop);
        var request = new CreateAndRunWorkflowInstanceRequest
        {
            WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionVersionId(_definition.Identity.Id),
            ParentId = ParentId,
            CorrelationId = Correlation(),
            Input = _input,
            Properties = Properties(),
            SchedulingActivityExecutionId = _starter.Id,
            SchedulingWorkflowInstanceId = ParentId,
            SchedulingCallStackDepth = _starter.CallStackDepth,
            IncludeWorkflowOutput = true,
        };
        var ran = await client.CreateAndRunInstanceAsync(request, stop);
        return new ExecuteWorkflowResult
        {
            WorkflowInstanceId = InstanceId,
            Status = ran.Status,
            SubStatus = ran.SubStatus,
            Output = ran.Output,
        };
    }

    private Task<bool> MayStartAsync(CancellationToken stop) =>
        _starter
            .GetRequiredService<IWorkflowActivationStrategyEvaluator>()
            .CanStartWorkflowAsync(
                new WorkflowActivationStrategyEvaluationContext
                {
                    Workflow = _definition,
                    CorrelationId = Correlation(),
                    CancellationToken = stop,
                }
            );

    /// <summary>Has it run when the starter's burst is done.</summary>
    public async Task DispatchAsync(string? channel)
    {
        var request = new DispatchWorkflowDefinitionRequest(_definition.Identity.Id)
        {
            InstanceId = InstanceId,
            ParentWorkflowInstanceId = ParentId,
            CorrelationId = Correlation(),
            Input = _input,
            Properties = Properties(),
            SchedulingActivityExecutionId = _starter.Id,
            SchedulingWorkflowInstanceId = ParentId,
            SchedulingCallStackDepth = _starter.CallStackDepth,
        };
        var response = await _starter
            .GetRequiredService<IWorkflowDispatcher>()
            .DispatchAsync(request, new DispatchWorkflowOptions { Channel = channel }, _starter.CancellationToken);
        response.ThrowIfFailed();
    }

    // Checked where it is asked for: a child that could not be kept would take its starter with it.
    private string? Correlation() =>
        string.IsNullOrEmpty(CorrelationId) ? null : Engine.Correlation.Checked(CorrelationId);

    private Dictionary<string, object> Properties()
    {
        var properties = new Dictionary<string, object> { [ChildKeys.Parent] = ParentId };
        if (IsAwaited)
        {
            properties[ChildKeys.IsAwaited] = true;
            properties[ChildKeys.Starter] = _starter.Id;
        }
        if (StartsTrace)
            properties["StartNewTrace"] = true;
        return properties;
    }
}

using System.Text.Json;
using Elsa.Expressions.Models;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.State;

namespace Workflows.Engine;

/// <summary>Makes the journal page of a burst.</summary>
internal sealed class JournalWriter(ISafeSerializer json)
{
    private static readonly JsonElement EmptyObject = JsonDocument.Parse("{}").RootElement.Clone();

    public JournalPage? Page(int revision, WorkflowExecutionContext context)
    {
        var entries = context.ExecutionLog.Select(Entry).ToList();
        var executions = context.ActivityExecutionContexts.Where(c => c.IsDirty).Select(Execution).ToList();
        if (entries.Count + executions.Count == 0)
            return null;
        return new JournalPage
        {
            InstanceId = context.Id,
            Revision = revision,
            First = entries.Count > 0 ? entries[0].Sequence : context.ExecutionLogSequence,
            Count = entries.Count,
            Entries = Packing.Pack(JsonSerializer.SerializeToUtf8Bytes(entries, ElsaJson.Plain)),
            Executions = Packing.Pack(JsonSerializer.SerializeToUtf8Bytes(executions, ElsaJson.Plain)),
            ExecutionIds = string.Join(' ', executions.Select(e => e.Id)),
        };
    }

    /// <summary>The page has been written: what it holds is not new any more.</summary>
    /// <returns>The activities that the burst touched.</returns>
    public IReadOnlyList<string> Settle(WorkflowExecutionContext context)
    {
        var touched = new List<string>();
        foreach (var execution in context.ActivityExecutionContexts.Where(c => c.IsDirty))
        {
            touched.Add(execution.NodeId);
            execution.ClearTaint();
        }
        context.ExecutionLog.Clear();
        return touched;
    }

    private JournalEntry Entry(WorkflowExecutionLogEntry entry) =>
        new()
        {
            ActivityInstanceId = entry.ActivityInstanceId,
            ParentActivityInstanceId = entry.ParentActivityInstanceId,
            ActivityId = entry.ActivityId,
            ActivityType = entry.ActivityType,
            ActivityTypeVersion = entry.ActivityTypeVersion,
            ActivityName = entry.ActivityName,
            NodeId = entry.NodeId,
            Timestamp = entry.Timestamp,
            Sequence = entry.Sequence,
            EventName = entry.EventName,
            Message = entry.Message,
            Source = entry.Source,
            Payload = entry.Payload is null ? null : json.SerializeToElement(entry.Payload),
        };

    public ExecutionEntry Execution(ActivityExecutionContext context)
    {
        var recording = new Recording(context);
        var inputs = recording.Kept(context.ActivityState);
        return new ExecutionEntry
        {
            Id = context.Id,
            ActivityId = context.Activity.Id,
            NodeId = context.NodeId,
            ActivityType = context.Activity.Type,
            ActivityTypeVersion = context.Activity.Version,
            ActivityName = context.Activity.Name,
            ActivityState = inputs.Count == 0 ? null : json.SerializeToElement(inputs),
            Payload =
                context.JournalData.Count == 0 || !recording.IncludesState
                    ? null
                    : json.SerializeToElement(context.JournalData),
            Outputs = Outputs(context, recording),
            Properties =
                context.Properties.Count == 0 || !recording.IncludesState
                    ? EmptyObject
                    : json.SerializeToElement(context.Properties),
            Metadata = context.Metadata.Count == 0 ? EmptyObject : json.SerializeToElement(context.Metadata),
            Exception = context.Exception is { } e ? json.SerializeToElement(ExceptionState.FromException(e)) : null,
            StartedAt = context.StartedAt,
            CompletedAt = context.CompletedAt,
            HasBookmarks = context.Bookmarks.Any(),
            Status = context.Status,
            AggregateFaultCount = context.AggregateFaultCount,
            SchedulingActivityExecutionId = context.SchedulingActivityExecutionId,
            SchedulingActivityId = context.SchedulingActivityId,
            SchedulingWorkflowInstanceId = context.SchedulingWorkflowInstanceId,
            CallStackDepth = context.CallStackDepth,
        };
    }

    private JsonElement? Outputs(ActivityExecutionContext context, Recording recording)
    {
        if (context.ActivityDescriptor.Outputs.Count == 0)
            return null;
        var outputs = new Dictionary<string, object?>();
        foreach (var descriptor in context.ActivityDescriptor.Outputs)
        {
            if (recording.Includes(Recording.Outputs, descriptor.Name))
                outputs[descriptor.Name] =
                    descriptor.IsSerializable == false ? "(not serializable)" : Value(context, descriptor);
        }
        return outputs.Count == 0 ? null : json.SerializeToElement(outputs);
    }

    // Whatever the activity put out, whether or not its author gave it a place; else what lies in that place.
    private static object? Value(ActivityExecutionContext context, OutputDescriptor descriptor) =>
        context
            .WorkflowExecutionContext.GetActivityOutputRegister()
            .FindOutputByActivityInstanceId(context.Id, descriptor.Name)
        ?? (
            descriptor.ValueGetter(context.Activity) is Output output
            && context.ExpressionExecutionContext.TryGet(output.MemoryBlockReference(), out var value)
                ? value
                : null
        );
}

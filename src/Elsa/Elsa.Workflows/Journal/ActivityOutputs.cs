namespace Elsa.Workflows.Models;

/// <summary>An output as it was set by one execution of an activity.</summary>
public record ActivityOutputRecord(
    string ContainerId,
    string ActivityId,
    string ActivityInstanceId,
    string OutputName,
    object? Value
);

/// <summary>The outputs that one activity offers to expressions.</summary>
public record ActivityOutputs(string ActivityId, string ActivityName, ICollection<string> OutputNames);

/// <summary>An output and the name of its property.</summary>
public record NamedOutput(string Name, Output Value);

/// <summary>The outputs of a burst, so that expressions can ask for them by activity.</summary>
public class ActivityOutputRegister
{
    public const string DefaultOutputName = "Result";

    private readonly Dictionary<(string ActivityId, string Output), List<ActivityOutputRecord>> _byActivity = [];
    private readonly Dictionary<(string InstanceId, string Output), ActivityOutputRecord> _byInstance = [];

    public void Record(ActivityExecutionContext activityExecutionContext, object? outputValue) =>
        Record(activityExecutionContext, null, outputValue);

    public void Record(ActivityExecutionContext activityExecutionContext, string? outputName, object? outputValue)
    {
        var name = outputName ?? DefaultOutputName;
        name =
            activityExecutionContext
                .ActivityDescriptor.Outputs.FirstOrDefault(output => output.PropertyInfo?.Name == name)
                ?.Name
            ?? name;
        var record = new ActivityOutputRecord(
            activityExecutionContext.ParentActivityExecutionContext?.Id
                ?? activityExecutionContext.WorkflowExecutionContext.Id,
            activityExecutionContext.Activity.Id,
            activityExecutionContext.Id,
            name,
            outputValue
        );
        _byInstance[(record.ActivityInstanceId, name)] = record;
        if (!_byActivity.TryGetValue((record.ActivityId, name), out var records))
            _byActivity[(record.ActivityId, name)] = records = [];
        records.Add(record);
    }

    public IEnumerable<ActivityOutputRecord> FindMany(string activityId, string? outputName = null) =>
        _byActivity.TryGetValue((activityId, outputName ?? DefaultOutputName), out var records) ? records : [];

    public object? FindOutputByActivityId(string activityId, string? outputName = null) =>
        FindMany(activityId, outputName).LastOrDefault()?.Value;

    public object? FindOutputByActivityInstanceId(string activityInstanceId, string? outputName = null) =>
        _byInstance.GetValueOrDefault((activityInstanceId, outputName ?? DefaultOutputName))?.Value;
}

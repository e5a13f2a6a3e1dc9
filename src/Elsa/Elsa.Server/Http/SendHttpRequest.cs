using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Elsa.Http;

/// <summary>What follows on one status.</summary>
internal sealed class HttpStatusCodeCase
{
    public int StatusCode { get; set; }
    public IActivity? Activity { get; set; }
}

/// <summary>Asks another system and runs an activity by the status of the answer.</summary>
[Activity("Elsa", "HTTP", "Asks another system over HTTP.", DisplayName = "HTTP Request", Kind = ActivityKind.Task)]
internal sealed class SendHttpRequest([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : SendHttpRequestBase(source, line)
{
    [Input(Description = "What follows on which status.", UIHint = "http-status-codes")]
    public ICollection<HttpStatusCodeCase> ExpectedStatusCodes { get; set; } = [];

    [Port]
    public IActivity? UnmatchedStatusCode { get; set; }

    [Port]
    public IActivity? FailedToConnect { get; set; }

    [Port]
    public IActivity? Timeout { get; set; }

    protected override ValueTask OnStatusAsync(ActivityExecutionContext context, int status)
    {
        var expected = ExpectedStatusCodes.FirstOrDefault(candidate => candidate.StatusCode == status);
        return GoOnAsync(context, expected is null ? UnmatchedStatusCode : expected.Activity);
    }

    protected override ValueTask OnNotConnectedAsync(ActivityExecutionContext context) =>
        GoOnAsync(context, FailedToConnect);

    protected override ValueTask OnTimeoutAsync(ActivityExecutionContext context) => GoOnAsync(context, Timeout);

    private ValueTask GoOnAsync(ActivityExecutionContext context, IActivity? next) =>
        next is null ? context.CompleteActivityAsync() : context.ScheduleActivityAsync(next, OnChildCompletedAsync);

    private ValueTask OnChildCompletedAsync(ActivityCompletedContext context) =>
        context.TargetContext.CompleteActivityAsync();
}

/// <summary>The activities that follow stand in a list that only this one has.</summary>
internal sealed class SendHttpRequestPorts : IActivityResolver
{
    public int Priority => 1;

    public bool GetSupportsActivity(IActivity activity) => activity is SendHttpRequest;

    public ValueTask<IEnumerable<ActivityPort>> GetActivityPortsAsync(
        IActivity activity,
        CancellationToken cancellationToken = default
    )
    {
        var send = (SendHttpRequest)activity;
        var ports = send
            .ExpectedStatusCodes.Select(c => (c.Activity, c.StatusCode.ToString(CultureInfo.InvariantCulture)))
            .Append((send.UnmatchedStatusCode, nameof(send.UnmatchedStatusCode)))
            .Append((send.FailedToConnect, nameof(send.FailedToConnect)))
            .Append((send.Timeout, nameof(send.Timeout)));
        return new(
            ports.Where(p => p.Item1 is not null).Select(p => ActivityPort.FromActivity(p.Item1!, p.Item2)).ToList()
        );
    }
}

/// <summary>Asks another system and goes on along the status of the answer.</summary>
[Activity(
    "Elsa",
    "HTTP",
    "Asks another system over HTTP.",
    DisplayName = "HTTP Request (flow)",
    Kind = ActivityKind.Task
)]
internal sealed class FlowSendHttpRequest([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
    : SendHttpRequestBase(source, line),
        IActivityPropertyDefaultValueProvider
{
    [Input(
        Description = "The statuses that have a way on of their own.",
        UIHint = InputUIHints.MultiText,
        DefaultValueProvider = typeof(FlowSendHttpRequest),
        Order = 5.1f
    )]
    public Input<ICollection<int>> ExpectedStatusCodes { get; set; } = null!;

    object IActivityPropertyDefaultValueProvider.GetDefaultValue(PropertyInfo property) => new List<int> { 200 };

    protected override ValueTask OnStatusAsync(ActivityExecutionContext context, int status)
    {
        var expected = ExpectedStatusCodes.GetOrDefault(context) ?? [];
        if (expected.Count == 0)
            return context.CompleteActivityWithOutcomesAsync("Done");
        var outcome = expected.Contains(status)
            ? status.ToString(CultureInfo.InvariantCulture)
            : "Unmatched status code";
        return context.CompleteActivityWithOutcomesAsync(outcome, "Done");
    }

    protected override ValueTask OnNotConnectedAsync(ActivityExecutionContext context) =>
        context.CompleteActivityWithOutcomesAsync("Failed to connect");

    protected override ValueTask OnTimeoutAsync(ActivityExecutionContext context) =>
        context.CompleteActivityWithOutcomesAsync("Timeout");
}

using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.Options;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Activities;
using Elsa.Workflows.Runtime.Filters;
using Elsa.Workflows.Runtime.Messages;
using Elsa.Workflows.Runtime.Results;
using Elsa.Workflows.Runtime.Stimuli;

namespace Workflows.Engine;

/// <summary>Starts what a stimulus triggers and resumes what waits for it, all in one transaction.</summary>
internal sealed class StimulusSender(
    IElsaSession session,
    IStimulusHasher hasher,
    IBookmarkStore bookmarks,
    ITriggerStore triggers,
    IWorkflowStarter starter,
    Resumption resumption,
    EarlyStimuli early
) : IStimulusSender
{
    public Task<SendStimulusResult> SendAsync(
        string activityTypeName,
        object stimulus,
        StimulusMetadata? metadata = null,
        CancellationToken cancellationToken = default
    ) => SendAsync(hasher.Hash(activityTypeName, stimulus, metadata?.ActivityInstanceId), metadata, cancellationToken);

    public Task<SendStimulusResult> SendAsync(
        string stimulusHash,
        StimulusMetadata? metadata = null,
        CancellationToken cancellationToken = default
    ) =>
        session.WriteAsync(
            async stop =>
            {
                var sent = metadata ?? new StimulusMetadata();
                var responses = new List<RunWorkflowInstanceResponse>();
                if (sent is { WorkflowInstanceId: null, BookmarkId: null, ActivityInstanceId: null })
                    await StartAsync(stimulusHash, sent, responses, stop);
                // As in Elsa, what has just been started and waits for the same again is resumed with the others.
                var waiting = (await bookmarks.FindManyAsync(Filter(stimulusHash, sent), stop)).ToList();
                foreach (var bookmark in waiting)
                    if (await resumption.ResumeAsync(bookmark, sent.Input, sent.Properties, stop) is { } response)
                        responses.Add(response);
                // As in Elsa, whatever else it has started.
                if (waiting.Count == 0)
                    await early.KeepAsync(stimulusHash, sent, stop);
                return new SendStimulusResult(responses);
            },
            cancellationToken
        );

    private static BookmarkFilter Filter(string hash, StimulusMetadata metadata) =>
        new()
        {
            Hash = hash,
            CorrelationId = metadata.CorrelationId,
            WorkflowInstanceId = metadata.WorkflowInstanceId,
            ActivityInstanceId = metadata.ActivityInstanceId,
            BookmarkId = metadata.BookmarkId,
        };

    private async Task StartAsync(
        string hash,
        StimulusMetadata metadata,
        List<RunWorkflowInstanceResponse> responses,
        CancellationToken stop
    )
    {
        foreach (var trigger in await triggers.FindManyAsync(new TriggerFilter { Hash = hash }, stop))
        {
            var request = new StartWorkflowRequest
            {
                WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionVersionId(
                    trigger.WorkflowDefinitionVersionId
                ),
                CorrelationId = metadata.CorrelationId,
                Input = metadata.Input,
                Properties = metadata.Properties,
                ParentId = metadata.ParentWorkflowInstanceId,
                TriggerActivityId = trigger.ActivityId,
            };
            var started = await starter.StartWorkflowAsync(request, stop);
            if (!started.CannotStart)
                responses.Add(Response(started));
        }
    }

    private static RunWorkflowInstanceResponse Response(StartWorkflowResponse started) =>
        new()
        {
            WorkflowInstanceId = started.WorkflowInstanceId!,
            Status = started.Status!.Value,
            SubStatus = started.SubStatus!.Value,
            Bookmarks = started.Bookmarks,
            Incidents = started.Incidents,
        };
}

/// <summary>
/// Publishes events. From inside a burst the event goes out when the burst is done, so that an instance may wait for
/// an event that it has caused itself.
/// </summary>
internal sealed class EventPublisher(IElsaSession session, IStimulusSender sender, Bursts bursts) : IEventPublisher
{
    public Task PublishAsync(
        string eventName,
        string? correlationId = null,
        string? workflowInstanceId = null,
        string? activityInstanceId = null,
        object? payload = null,
        bool asynchronous = false,
        CancellationToken cancellationToken = default
    )
    {
        var metadata = new StimulusMetadata
        {
            CorrelationId = correlationId,
            WorkflowInstanceId = workflowInstanceId,
            ActivityInstanceId = activityInstanceId,
            Input = new Dictionary<string, object>
            {
                [Event.EventInputWorkflowInputKey] = payload ?? new Dictionary<string, object>(),
            },
        };
        return session.WriteAsync<object?>(
            async stop =>
            {
                await bursts.PublishAsync(
                    token =>
                        sender.SendAsync(RuntimeStimulusNames.Event, new EventStimulus(eventName), metadata, token),
                    stop
                );
                return null;
            },
            cancellationToken
        );
    }
}

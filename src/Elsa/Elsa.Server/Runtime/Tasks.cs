using Elsa.Mediator.Contracts;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Activities;
using Elsa.Workflows.Runtime.Notifications;
using Elsa.Workflows.Runtime.Stimuli;

namespace Workflows.Engine;

/// <summary>Tells the host's handlers, in the transaction: what they write is there exactly if the instance waits.</summary>
internal sealed class TaskDispatcher(INotificationSender notices) : ITaskDispatcher
{
    public Task DispatchAsync(RunTaskRequest request, CancellationToken cancellationToken = default) =>
        notices.SendAsync(request, cancellationToken);
}

/// <summary>Goes on with the flow that waits for a task. A task that nobody waits for any more is no error, as in Elsa.</summary>
internal sealed class TaskReporter(IElsaSession session, IStimulusSender sender, Bursts bursts) : ITaskReporter
{
    public const string TypeName = "Elsa.RunTask";

    public Task ReportCompletionAsync(
        string taskId,
        object? result = null,
        CancellationToken cancellationToken = default
    )
    {
        var metadata = new StimulusMetadata { Input = new Dictionary<string, object> { [RunTask.InputKey] = result! } };
        return session.WriteAsync<object?>(
            async stop =>
            {
                // A task may be done before the activity that asked for it has returned.
                await bursts.FollowAsync(
                    token => sender.SendAsync(TypeName, new RunTaskStimulus(taskId, ""), metadata, token),
                    stop
                );
                return null;
            },
            cancellationToken
        );
    }
}

using Elsa.Workflows;
using Elsa.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;

namespace Elsa.Tests.Runtime;

/// <summary>Two that lock the same instances, each beginning at another end.</summary>
public sealed class CancelOnPostgres
{
    private const string Ask = """
        {"id":"ask","type":"Test.Ask","version":1,
         "question":{"typeName":"String","expression":{"type":"Literal","value":"?"} } }
        """;

    private const string Hold = """{"id":"hold","type":"Test.Hold","version":1}""";

    private const string Dispatch = """
        {"id":"child","type":"Elsa.DispatchWorkflow","version":1,
         "workflowDefinitionId":{"typeName":"String","expression":{"type":"Literal","value":"child"} },
         "waitForCompletion":{"typeName":"Boolean","expression":{"type":"Literal","value":"true"} } }
        """;

    [Fact]
    public async Task A_parent_is_cancelled_while_its_child_ends_and_neither_fails()
    {
        await using var host = await ServerHost.StartAsync();
        await host.PublishAsync("child", Ask, Hold);
        await host.PublishAsync("parent", Dispatch, Ask);
        var parent = (await host.RunAsync("parent")).WorkflowInstanceId;
        var child = await ChildOfAsync(host, parent);

        var ending = host.ResumeAsync(child, await host.BookmarkAsync(child));
        await Elsa.Tests.Runtime.Hold.IsReached.Task.WaitAsync(TimeSpan.FromSeconds(60));
        var cancelling = host.InScopeAsync(async services =>
        {
            var client = await services.GetRequiredService<IWorkflowRuntime>().CreateClientAsync(parent);
            await client.CancelAsync();
            return true;
        });
        await SomebodyWaitsAsync(host);
        Elsa.Tests.Runtime.Hold.GoOn.SetResult();
        await Task.WhenAll(ending, cancelling);

        (await host.SubStatusAsync(child)).ShouldBe("Finished");
        (await host.SubStatusAsync(parent)).ShouldBe("Cancelled");
    }

    private static Task<string> ChildOfAsync(ServerHost host, string parent) =>
        InDbAsync(host, db => db.Instances.Where(i => i.ParentId == parent).Select(i => i.Id).SingleAsync());

    private static async Task SomebodyWaitsAsync(ServerHost host)
    {
        using var looks = new PeriodicTimer(TimeSpan.FromMilliseconds(50));
        for (var i = 0; await WaitingAsync(host) == 0; i++)
        {
            i.ShouldBeLessThan(1200, "nobody waits for a lock");
            await looks.WaitForNextTickAsync();
        }
    }

    private static Task<int> WaitingAsync(ServerHost host) =>
        InDbAsync(
            host,
            db =>
                db.Database.SqlQuery<int>(
                        $"SELECT count(*)::int AS \"Value\" FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
                    )
                    .SingleAsync()
        );

    private static Task<T> InDbAsync<T>(ServerHost host, Func<ElsaDb, Task<T>> read) =>
        host.InScopeAsync(services => read(services.GetRequiredService<IElsaSession>().Db));
}

/// <summary>Holds up the burst, and with it the instance's lock, until the test lets it go on.</summary>
[Elsa.Workflows.Attributes.Activity("Test", "Test", "Holds up the burst.")]
public sealed class Hold : CodeActivity
{
    public static TaskCompletionSource IsReached { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public static TaskCompletionSource GoOn { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        IsReached.TrySetResult();
        await GoOn.Task;
    }
}

using System.Text.Json.Nodes;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Runtime;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using Workflows.Engine;
using static Elsa.Tests.Runtime.Drawn;

namespace Elsa.Tests.Runtime;

/// <summary>What comes before anybody waits for it is kept for ten minutes, as in Elsa, and outlives the host.</summary>
public class EarlyStimuliTests
{
    private readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 11, 25, 1, 0, 0, TimeSpan.Zero));

    [Fact]
    public async Task An_event_that_comes_too_early_is_given_to_the_first_that_waits_for_it_and_to_no_other()
    {
        await using var host = await StartAsync();
        await PublishEventAsync(host, "Paid", payload: "42");

        var first = await host.RunAsync("flow");
        var second = await host.RunAsync("flow");

        (await host.OutputAsync(first.WorkflowInstanceId, "Got")).ShouldBe("42");
        (await StatusAsync(host, second.WorkflowInstanceId)).ShouldBe("Suspended");
    }

    [Fact]
    public async Task The_host_may_end_between_the_event_and_the_flow_that_waits_for_it()
    {
        await using var host = await StartAsync();
        await PublishEventAsync(host, "Paid", payload: "42");

        await host.RestartAsync();
        var ran = await host.RunAsync("flow");

        (await host.OutputAsync(ran.WorkflowInstanceId, "Got")).ShouldBe("42");
    }

    [Fact]
    public async Task An_event_is_kept_for_ten_minutes()
    {
        await using var host = await StartAsync();
        await PublishEventAsync(host, "Paid");
        _clock.Advance(TimeSpan.FromMinutes(10) + TimeSpan.FromSeconds(1));

        var ran = await host.RunAsync("flow");

        (await StatusAsync(host, ran.WorkflowInstanceId)).ShouldBe("Suspended");
        await SweptAsync(async () => await KeptAsync(host) == 0);
    }

    [Fact]
    public async Task An_event_for_one_matter_is_kept_for_that_matter()
    {
        await using var host = await StartAsync();
        await PublishEventAsync(host, "Paid", correlationId: "A");

        var other = await host.RunAsync("flow", correlationId: "B");
        var same = await host.RunAsync("flow", correlationId: "A");

        (await StatusAsync(host, other.WorkflowInstanceId)).ShouldBe("Suspended");
        (await StatusAsync(host, same.WorkflowInstanceId)).ShouldBe("Finished");
    }

    [Fact]
    public async Task Several_events_go_to_a_loop_one_after_the_other_as_they_came()
    {
        await using var host = await StartAsync();
        await PublishAsync(
            host,
            "loop",
            Sequence(
                "steps",
                [],
                Loop(
                    3,
                    Sequence("body", [], Wait("Paid", "Item"), Script("add", "setAll((getAll() || '') + getItem())"))
                ),
                Tell("tell", "All", "getAll()")
            ),
            Variable("v-all", "All", "String", null)
        );
        foreach (var payload in new[] { "a", "b", "c", "d" })
        {
            await PublishEventAsync(host, "Paid", payload: payload);
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        var ran = await host.RunAsync("loop");

        (await host.OutputAsync(ran.WorkflowInstanceId, "All")).ShouldBe("abc");
        (await KeptAsync(host)).ShouldBe(1);
    }

    [Fact]
    public async Task More_events_than_one_transaction_should_take_are_given_by_the_sweep()
    {
        await using var host = await StartAsync();
        await PublishAsync(host, "loop", Sequence("steps", [], Loop(150, Wait("Paid", "Item"))));
        for (var i = 0; i < 150; i++)
            await PublishEventAsync(host, "Paid");

        var ran = await host.RunAsync("loop");
        (await StatusAsync(host, ran.WorkflowInstanceId)).ShouldBe("Suspended");

        await SweptAsync(async () => await StatusAsync(host, ran.WorkflowInstanceId) == "Finished");
    }

    [Fact]
    public async Task A_flow_may_wait_for_an_event_that_another_host_was_sent_in_the_same_moment()
    {
        await using var host = await StartAsync();
        var ran = await host.RunAsync("flow");
        await PublishEventAsync(host, "Paid", correlationId: "never");
        // As if neither transaction had seen the other.
        await host.InScopeAsync(services =>
            services
                .GetRequiredService<ElsaDb>()
                .EarlyStimuli.ExecuteUpdateAsync(set => set.SetProperty(e => e.CorrelationId, (string?)null))
        );

        await SweptAsync(async () => await StatusAsync(host, ran.WorkflowInstanceId) == "Finished");

        (await KeptAsync(host)).ShouldBe(0);
    }

    [Fact]
    public async Task An_event_that_is_waited_for_is_not_kept()
    {
        await using var host = await StartAsync();
        await host.RunAsync("flow");

        await PublishEventAsync(host, "Paid");

        (await KeptAsync(host)).ShouldBe(0);
    }

    private async Task<ServerHost> StartAsync()
    {
        var host = await ServerHost.StartAsync(services => services.AddSingleton<TimeProvider>(_clock));
        await PublishAsync(host, "flow", Sequence("steps", [], Wait("Paid", "Item"), Tell("tell", "Got", "getItem()")));
        return host;
    }

    // The sweep comes every minute.
    private async Task SweptAsync(Func<Task<bool>> isDone)
    {
        for (var i = 0; i < 400 && !await isDone(); i++)
        {
            _clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
        (await isDone()).ShouldBeTrue();
    }

    private static JsonObject Wait(string name, string variable)
    {
        var wait = Activity("wait", "Event", ("eventName", "String", "Literal", name));
        wait["result"] = new JsonObject
        {
            ["typeName"] = "Object",
            ["memoryReference"] = new JsonObject { ["id"] = "v-" + variable },
        };
        return wait;
    }

    private static JsonObject Loop(int times, JsonObject body)
    {
        var loop = Activity("loop", "For", ("start", "Int32", "Literal", "1"), ("end", "Int32", "Literal", $"{times}"));
        loop["body"] = body;
        return loop;
    }

    private static async Task PublishAsync(ServerHost host, string id, JsonObject root, params JsonObject[] variables)
    {
        var model = new JsonObject
        {
            ["definitionId"] = id,
            ["name"] = id,
            ["variables"] = new JsonArray([Variable("v-Item", "Item", "Object", null), .. variables]),
            ["root"] = root,
        };
        var (status, body) = await host.PostAsync(
            "/workflow-definitions",
            new JsonObject { ["model"] = model, ["publish"] = true }
        );
        status.ShouldBe(200, body?.ToJsonString());
    }

    private static Task PublishEventAsync(
        ServerHost host,
        string name,
        string? correlationId = null,
        string? payload = null
    ) =>
        host.InScopeAsync(async services =>
        {
            await services.GetRequiredService<IEventPublisher>().PublishAsync(name, correlationId, payload: payload);
            return 0;
        });

    private static Task<int> KeptAsync(ServerHost host) =>
        host.InScopeAsync(services => services.GetRequiredService<ElsaDb>().EarlyStimuli.CountAsync());

    private static async Task<string?> StatusAsync(ServerHost host, string id) =>
        (string?)(await host.GetAsync($"/workflow-instances/{id}")).Body!["subStatus"];
}

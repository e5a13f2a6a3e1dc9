using System.Collections.Concurrent;
using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Benchmarks;

/// <summary>The engine alone, without cases, tasks and mails: what any host of Elsa does to start a flow and to resume one that
/// waits. The flow sets a variable from its input, waits, decides by script and waits again.</summary>
internal sealed class EngineActs(BenchHost host)
{
    private const string FlowId = "benchmark";

    private const string Flow = """
        {
          "definitionId": "benchmark", "name": "benchmark",
          "variables": [{ "id": "v1", "name": "Amount", "typeName": "Int32", "value": "0",
            "storageDriverTypeName": "Elsa.Workflows.WorkflowInstanceStorageDriver, Elsa.Workflows.Core" }],
          "inputs": [{ "name": "Asked", "type": "Int32", "displayName": "Asked" }],
          "root": {
            "id": "flow", "type": "Elsa.Flowchart", "version": 1, "start": "set",
            "activities": [
              { "id": "set", "type": "Elsa.SetVariable", "version": 1, "variable": { "id": "v1", "name": "Amount" },
                "value": { "typeName": "Object", "expression": { "type": "JavaScript", "value": "getAsked() * 2" } } },
              { "id": "wait", "type": "Elsa.Event", "version": 1,
                "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "reviewed" } } },
              { "id": "decide", "type": "Elsa.FlowDecision", "version": 1,
                "condition": { "typeName": "Boolean", "expression": { "type": "JavaScript", "value": "getAmount() > 10" } } },
              { "id": "again", "type": "Elsa.Event", "version": 1,
                "eventName": { "typeName": "String", "expression": { "type": "Literal", "value": "confirmed" } } },
              { "id": "end", "type": "Elsa.Finish", "version": 1 }
            ],
            "connections": [
              { "source": { "activity": "set", "port": "Done" }, "target": { "activity": "wait", "port": "In" } },
              { "source": { "activity": "wait", "port": "Done" }, "target": { "activity": "decide", "port": "In" } },
              { "source": { "activity": "decide", "port": "True" }, "target": { "activity": "again", "port": "In" } },
              { "source": { "activity": "decide", "port": "False" }, "target": { "activity": "end", "port": "In" } },
              { "source": { "activity": "again", "port": "Done" }, "target": { "activity": "end", "port": "In" } }
            ]
          }
        }
        """;

    private readonly ConcurrentQueue<(string Instance, string Bookmark)> waiting = new();

    /// <summary>Instances that wait.</summary>
    public int Suspended => waiting.Count;

    public Task PublishAsync() =>
        host.InScopeAsync<IServiceProvider, bool>(async services =>
        {
            var model = services.GetRequiredService<IApiSerializer>().Deserialize<WorkflowDefinitionModel>(Flow);
            await services
                .GetRequiredService<IWorkflowDefinitionImporter>()
                .ImportAsync(new SaveWorkflowDefinitionRequest { Model = model, Publish = true });
            return true;
        });

    public Task<bool> StartAsync(CancellationToken stop) =>
        host.InScopeAsync<IWorkflowRuntime, bool>(async runtime =>
        {
            var client = await runtime.CreateClientAsync(stop);
            var started = await client.CreateAndRunInstanceAsync(
                new CreateAndRunWorkflowInstanceRequest
                {
                    WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionId(
                        FlowId,
                        VersionOptions.Published
                    ),
                    Input = new Dictionary<string, object> { ["Asked"] = 21 },
                },
                stop
            );
            waiting.Enqueue((started.WorkflowInstanceId, started.Bookmarks.Single().Id));
            return true;
        });

    /// <summary>Resumes the one that waits longest; it waits again, or ends the second time. False when none waits.</summary>
    public async Task<bool> ResumeAsync(CancellationToken stop)
    {
        if (!waiting.TryDequeue(out var next))
            return false;
        return await host.InScopeAsync<IWorkflowRuntime, bool>(async runtime =>
        {
            var client = await runtime.CreateClientAsync(next.Instance, stop);
            var resumed = await client.RunInstanceAsync(
                new RunWorkflowInstanceRequest { BookmarkId = next.Bookmark },
                stop
            );
            foreach (var bookmark in resumed.Bookmarks)
                waiting.Enqueue((next.Instance, bookmark.Id));
            return true;
        });
    }

    /// <summary>Runs all that wait to their end.</summary>
    public async Task EmptyAsync()
    {
        while (await ResumeAsync(CancellationToken.None)) { }
    }
}

using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using TaskStatus = Workflows.Cases.Tasks.TaskStatus;

namespace Workflows.Benchmarks;

/// <summary>What is measured: opening a correction, and approving one of its reviews.</summary>
internal sealed class Acts(BenchHost host)
{
    private readonly ConcurrentQueue<(Guid Task, int Revision, Guid Person)> open = new();

    /// <summary>Opens a case; its flow runs to the first review, whose task, timer and mail are committed with it.</summary>
    public async Task<bool> StartAsync(CancellationToken stop)
    {
        var actor = new Actor(PersonNamed("cs"), Channel.Api);
        await host.InScopeAsync<StartCase, CaseStarted>(s => s.RunAsync("correction", Draft(), actor, stop));
        return true;
    }

    /// <summary>Approves a waiting review; the flow runs on to the next. False when none waits any more.</summary>
    public async Task<bool> DecideAsync(CancellationToken stop)
    {
        if (!open.TryDequeue(out var next))
            return false;
        var decision = new Decision("Approved", next.Revision, "同意");
        await host.InScopeAsync<DecideTask, CaseTask>(d =>
            d.RunAsync(next.Task, decision, new Actor(next.Person, Channel.Api), stop)
        );
        return true;
    }

    /// <summary>Finds the reviews that wait.</summary>
    public async Task<int> LookAsync(CancellationToken stop)
    {
        open.Clear();
        var (manager, gm) = (PersonNamed("cs-manager"), PersonNamed("gm"));
        var tasks = await host.InScopeAsync<CasesDb, List<CaseTask>>(db =>
            db.Tasks.AsNoTracking()
                .Where(t => t.Status == TaskStatus.Open && (t.Step == "cs-manager-review" || t.Step == "gm-approval"))
                .ToListAsync(stop)
        );
        foreach (var task in tasks)
            open.Enqueue((task.Id, task.Revision, task.Step == "gm-approval" ? gm : manager));
        return tasks.Count;
    }

    private Guid PersonNamed(string name) =>
        ((PeopleDirectory)host.Services.GetService(typeof(PeopleDirectory))!).Current.Find(name)!.Id;

    private static JsonObject Draft() =>
        new()
        {
            ["customerId"] = "C00001",
            ["changes"] = new JsonArray(
                new JsonObject
                {
                    ["field"] = "phone",
                    ["wrong"] = "0512-62881234",
                    ["right"] = "0512-62881299",
                }
            ),
            ["cause"] = "登记时抄错号码",
            ["affected"] = "客户本人及两张未结订单",
            ["remedy"] = "更正档案，通知各部门改用新号码",
            ["departments"] = new JsonArray(
                new JsonObject { ["department"] = "rnd" },
                new JsonObject { ["department"] = "finance" }
            ),
        };
}

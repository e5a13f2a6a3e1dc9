using System.Text.Json;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

/// <summary>
/// Alterations of many instances. Each instance is altered in a transaction of its own, which also says so in the
/// plan: a host that dies in the middle leaves the rest to the next, and nothing is done twice.
/// </summary>
internal sealed class AlterationPlans(IElsaSession session, Alterer alterer, TimeProvider clock)
{
    private const string Pending = "Pending";
    private const string Completed = "Completed";
    private const string Failed = "Failed";

    public Task SubmitAsync(
        string id,
        JsonElement request,
        IReadOnlyCollection<string> targets,
        CancellationToken stop
    ) =>
        session.WriteAsync<object?>(
            async token =>
            {
                session.Db.AlterationPlans.Add(
                    new AlterationPlanRow
                    {
                        Id = id,
                        Request = request.GetRawText(),
                        CreatedAt = clock.GetUtcNow(),
                    }
                );
                session.Db.AlterationJobs.AddRange(
                    targets.Select(target => new AlterationJobRow
                    {
                        PlanId = id,
                        InstanceId = target,
                        Status = Pending,
                    })
                );
                await session.Db.SaveChangesAsync(token);
                return null;
            },
            stop
        );

    /// <summary>Makes what is left to make of a plan.</summary>
    public async Task RunAsync(string id, CancellationToken stop)
    {
        if (await PlanAsync(id, stop) is not { CompletedAt: null } plan)
            return;
        var wanted = Alteration.ReadAll(RequestOf(plan));
        var targets = await Jobs(id)
            .Where(j => j.Status == Pending)
            .OrderBy(j => j.InstanceId)
            .Select(j => j.InstanceId)
            .ToListAsync(stop);
        foreach (var target in targets)
            await AlterAsync(id, target, wanted, stop);
        var now = clock.GetUtcNow();
        await session.WriteAsync(
            token =>
                session
                    .Db.AlterationPlans.Where(p => p.Id == id && p.CompletedAt == null)
                    .ExecuteUpdateAsync(set => set.SetProperty(p => p.CompletedAt, now), token),
            stop
        );
    }

    public Task<List<string>> UnfinishedAsync(CancellationToken stop) =>
        session
            .Db.AlterationPlans.Where(p => p.CompletedAt == null)
            .OrderBy(p => p.CreatedAt)
            .Select(p => p.Id)
            .ToListAsync(stop);

    /// <summary>As the API shows it; null when there is no such plan.</summary>
    public async Task<object?> ShowAsync(string id, CancellationToken stop)
    {
        if (await PlanAsync(id, stop) is not { } plan)
            return null;
        var request = RequestOf(plan);
        var jobs = await Jobs(id).OrderBy(j => j.InstanceId).ToListAsync(stop);
        return new
        {
            plan = new
            {
                id,
                alterations = Alteration.ReadAll(request),
                workflowInstanceFilter = request.Find("filter"),
                status = plan.CompletedAt is null ? "Running" : Completed,
                createdAt = plan.CreatedAt,
                startedAt = plan.CreatedAt,
                completedAt = plan.CompletedAt,
            },
            jobs = jobs.Select(job => Show(plan, job)),
        };
    }

    private static object Show(AlterationPlanRow plan, AlterationJobRow job) =>
        new
        {
            id = $"{plan.Id}-{job.InstanceId}",
            planId = plan.Id,
            workflowInstanceId = job.InstanceId,
            status = job.Status,
            log = job.Log is { } log ? JsonSerializer.Deserialize<List<AlterationNote>>(log, ElsaJson.Plain) : [],
            createdAt = plan.CreatedAt,
            startedAt = job.CompletedAt,
            completedAt = job.CompletedAt,
        };

    private async Task AlterAsync(string plan, string target, List<Alteration> wanted, CancellationToken stop)
    {
        try
        {
            await session.WriteAsync(token => AlterOnceAsync(plan, target, wanted, token), stop);
        }
#pragma warning disable CA1031 // Whatever is wrong with one instance must not keep the others from being altered.
        catch (Exception e) when (e is not OperationCanceledException)
#pragma warning restore CA1031
        {
            var notes = (e as NotAlteredException)?.Notes ?? [new(e.Message, "Error", clock.GetUtcNow(), "Failed")];
            await session.WriteAsync(token => SettleAsync(plan, target, Failed, notes, token), stop);
        }
    }

    private async Task<object?> AlterOnceAsync(
        string plan,
        string target,
        List<Alteration> wanted,
        CancellationToken stop
    )
    {
        // Holds the job until the commit: of two hosts that come for it one alters, the other finds it done.
        if (await SettleAsync(plan, target, Completed, [], stop) == 0)
            return null;
        var result = await alterer.AlterAsync(target, wanted, stop);
        if (!result.IsSuccessful)
            throw new NotAlteredException(result.Notes);
        var log = Text(result.Notes);
        await Jobs(plan)
            .Where(j => j.InstanceId == target)
            .ExecuteUpdateAsync(set => set.SetProperty(j => j.Log, log), stop);
        return null;
    }

    private Task<int> SettleAsync(
        string plan,
        string target,
        string status,
        IReadOnlyList<AlterationNote> notes,
        CancellationToken stop
    )
    {
        var (now, log) = (clock.GetUtcNow(), Text(notes));
        return Jobs(plan)
            .Where(j => j.InstanceId == target && j.Status == Pending)
            .ExecuteUpdateAsync(
                set =>
                    set.SetProperty(j => j.Status, status)
                        .SetProperty(j => j.Log, log)
                        .SetProperty(j => j.CompletedAt, now),
                stop
            );
    }

    private IQueryable<AlterationJobRow> Jobs(string plan) =>
        session.Db.AlterationJobs.AsNoTracking().Where(j => j.PlanId == plan);

    private Task<AlterationPlanRow?> PlanAsync(string id, CancellationToken stop) =>
        session.Db.AlterationPlans.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id, stop);

    private static JsonElement RequestOf(AlterationPlanRow plan) =>
        JsonSerializer.Deserialize<JsonElement>(plan.Request);

    private static string Text(IReadOnlyList<AlterationNote> notes) => JsonSerializer.Serialize(notes, ElsaJson.Plain);

    /// <summary>Takes back what the transaction did so far; why goes into the plan.</summary>
    private sealed class NotAlteredException(IReadOnlyList<AlterationNote> notes) : Exception
    {
        public IReadOnlyList<AlterationNote> Notes { get; } = notes;
    }
}

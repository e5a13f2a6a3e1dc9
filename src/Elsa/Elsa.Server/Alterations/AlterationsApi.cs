using System.Collections.Concurrent;
using System.Text.Json;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Management.Filters;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Workflows.Engine;

/// <summary>Changes instances under way: says which are meant, makes the changes, tries failed activities again.</summary>
internal static class AlterationsApi
{
    private const int MostInstances = 1000;

    public static void Map(RouteGroupBuilder api)
    {
        var alterations = api.MapGroup("/alterations");
        alterations.MapPost("/dry-run", DryRunAsync);
        alterations.MapPost("/run", RunAsync);
        alterations.MapPost("/submit", SubmitAsync);
        alterations.MapGet("/{id}", Get);
        alterations.MapMethods("/workflows/retry", ["GET", "POST"], RetryAsync);
    }

    private static async Task<IResult> DryRunAsync(
        HttpRequest request,
        IWorkflowInstanceStore store,
        CancellationToken stop
    ) => Reply.Json(new { workflowInstanceIds = await FindAsync(await Body.ReadAsync(request, stop), store, stop) });

    private static async Task<IResult> RunAsync(HttpRequest request, Alterer alterer, CancellationToken stop)
    {
        var body = await Body.ReadAsync(request, stop);
        var wanted = Alteration.ReadAll(body);
        var results = await AlterAsync(Limited(body.Texts("workflowInstanceIds")), wanted, alterer, stop);
        return Reply.Json(new { results = results.Select(r => r.Model()) });
    }

    private static async Task<IResult> SubmitAsync(
        HttpRequest request,
        IWorkflowInstanceStore store,
        Alterer alterer,
        AlterationPlans plans,
        IIdentityGenerator ids,
        TimeProvider clock,
        CancellationToken stop
    )
    {
        var body = await Body.ReadAsync(request, stop);
        var wanted = Alteration.ReadAll(body);
        var filter = body.Find("filter") is { ValueKind: JsonValueKind.Object } given ? given : body;
        var begun = clock.GetUtcNow();
        var results = await AlterAsync(await FindAsync(filter, store, stop), wanted, alterer, stop);
        var plan = new AlterationPlan(ids.GenerateId(), wanted, results, begun, clock.GetUtcNow());
        plans.Keep(plan);
        return Reply.Json(new { planId = plan.Id });
    }

    private static IResult Get(string id, AlterationPlans plans) =>
        plans.Find(id) is { } plan ? Reply.Json(plan.Model()) : Results.NotFound();

    private static async Task<IResult> RetryAsync(
        HttpRequest request,
        InstanceWriter instances,
        Alterer alterer,
        CancellationToken stop
    )
    {
        var body = await Body.ReadAsync(request, stop);
        var ids = body.Texts("workflowInstanceIds");
        if (ids.Count == 0)
            ids = [.. request.Texts("workflowInstanceIds") ?? []];
        var named = body.Texts("activityIds");
        var results = new List<AlterationResult>();
        foreach (var id in Limited(ids))
        {
            var found = await instances.PeekAsync(id, stop);
            var activities = named.Count > 0 ? named : [.. (found?.State.Incidents ?? []).Select(i => i.ActivityId)];
            var again = activities
                .Distinct()
                .Select(activity => new Alteration(Alteration.ScheduleActivity) { ActivityId = activity })
                .ToList();
            results.Add(await alterer.AlterAsync(id, again, stop));
        }
        return Reply.Json(new { results = results.Select(r => r.Model()) });
    }

    private static async Task<List<AlterationResult>> AlterAsync(
        IEnumerable<string> ids,
        List<Alteration> wanted,
        Alterer alterer,
        CancellationToken stop
    )
    {
        var results = new List<AlterationResult>();
        foreach (var id in ids)
            results.Add(await alterer.AlterAsync(id, wanted, stop));
        return results;
    }

    private static async Task<List<string>> FindAsync(
        JsonElement filter,
        IWorkflowInstanceStore store,
        CancellationToken stop
    )
    {
        var search = InstanceSearch.Of(filter).Filter;
        search.IsSystem ??= false;
        search.Ids = Some(filter.Texts("workflowInstanceIds"));
        search.CorrelationIds = Some(filter.Texts("correlationIds"));
        search.DefinitionVersionIds = Some(filter.Texts("definitionVersionIds"));
        var narrows =
            search.Ids is not null
            || search.CorrelationIds is not null
            || search.DefinitionIds is not null
            || search.DefinitionVersionIds is not null
            || search.SearchTerm is { Length: > 0 }
            || search.HasIncidents is not null
            || search.WorkflowStatuses is not null
            || search.WorkflowSubStatuses is not null
            || search.TimestampFilters is { Count: > 0 };
        // Nothing said means nothing meant, unless all is asked for in so many words.
        if (!narrows && filter.Flag("emptyFilterSelectsAll") != true)
            return [];
        return Limited([.. await store.FindManyIdsAsync(search, stop)]);
    }

    private static List<string>? Some(List<string> texts) => texts.Count > 0 ? texts : null;

    private static List<string> Limited(List<string> ids) =>
        ids.Count <= MostInstances
            ? [.. ids.Distinct()]
            : throw ElsaRefusedException.Bad($"At most {MostInstances} instances are altered at once.");
}

/// <summary>What was submitted and what became of it, for as long as the host runs.</summary>
internal sealed class AlterationPlans
{
    private const int Most = 200;
    private readonly ConcurrentDictionary<string, AlterationPlan> _plans = new();

    public void Keep(AlterationPlan plan)
    {
        if (_plans.Count >= Most && _plans.Values.MinBy(p => p.CompletedAt) is { } oldest)
            _plans.TryRemove(oldest.Id, out _);
        _plans[plan.Id] = plan;
    }

    public AlterationPlan? Find(string id) => _plans.GetValueOrDefault(id);
}

/// <summary>Alterations that were made to all that a filter meant.</summary>
internal sealed record AlterationPlan(
    string Id,
    IReadOnlyList<Alteration> Alterations,
    IReadOnlyList<AlterationResult> Results,
    DateTimeOffset StartedAt,
    DateTimeOffset CompletedAt
)
{
    public object Model() =>
        new
        {
            plan = new
            {
                id = Id,
                alterations = Alterations,
                status = "Completed",
                createdAt = StartedAt,
                startedAt = StartedAt,
                completedAt = CompletedAt,
            },
            jobs = Results.Select(result => new
            {
                id = $"{Id}-{result.WorkflowInstanceId}",
                planId = Id,
                workflowInstanceId = result.WorkflowInstanceId,
                status = result.IsSuccessful ? "Completed" : "Failed",
                log = result.Notes,
                createdAt = StartedAt,
                startedAt = StartedAt,
                completedAt = CompletedAt,
            }),
        };
}

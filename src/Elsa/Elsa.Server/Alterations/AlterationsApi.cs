using System.Text.Json;
using Elsa.Workflows;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Workflows.Engine;

/// <summary>Changes instances under way: says which are meant, makes the changes, tries failed activities again.</summary>
internal static class AlterationsApi
{
    public static void Map(RouteGroupBuilder api)
    {
        var alterations = api.MapGroup("/alterations");
        alterations.MapPost("/dry-run", DryRunAsync);
        alterations.MapPost("/run", RunAsync);
        alterations.MapPost("/submit", SubmitAsync);
        alterations.MapGet("/{id}", GetAsync);
        alterations.MapMethods("/workflows/retry", ["GET", "POST"], RetryAsync);
    }

    private static async Task<IResult> DryRunAsync(
        HttpRequest request,
        AlterationTargets targets,
        CancellationToken stop
    ) => Reply.Json(new { workflowInstanceIds = await targets.FindAsync(await Body.ReadAsync(request, stop), stop) });

    private static async Task<IResult> RunAsync(HttpRequest request, Alterer alterer, CancellationToken stop)
    {
        var body = await Body.ReadAsync(request, stop);
        var wanted = Alteration.ReadAll(body);
        var results = new List<AlterationResult>();
        foreach (var id in AlterationTargets.Limited(body.Texts("workflowInstanceIds")))
            results.Add(await alterer.AlterAsync(id, wanted, stop));
        return Reply.Json(new { results = results.Select(r => r.Model()) });
    }

    private static async Task<IResult> SubmitAsync(
        HttpRequest request,
        AlterationTargets targets,
        AlterationPlans plans,
        IIdentityGenerator ids,
        CancellationToken stop
    )
    {
        var body = await Body.ReadAsync(request, stop);
        // What is none is said now, not in the plan.
        Alteration.ReadAll(body);
        var filter = body.Find("filter") is { ValueKind: JsonValueKind.Object } given ? given : body;
        var planId = ids.GenerateId();
        await plans.SubmitAsync(planId, body, await targets.FindAsync(filter, stop), stop);
        await plans.RunAsync(planId, stop);
        return Reply.Json(new { planId });
    }

    private static async Task<IResult> GetAsync(string id, AlterationPlans plans, CancellationToken stop) =>
        await plans.ShowAsync(id, stop) is { } plan ? Reply.Json(plan) : Results.NotFound();

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
        foreach (var id in AlterationTargets.Limited(ids))
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
}

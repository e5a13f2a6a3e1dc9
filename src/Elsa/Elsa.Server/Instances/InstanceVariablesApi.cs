using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Workflows.Engine;

/// <summary>Reads and corrects the values of an instance's variables.</summary>
internal static class InstanceVariablesApi
{
    private const string Variables = "Variables";

    public static void Map(RouteGroupBuilder api)
    {
        api.MapGet("/workflow-instances/{id}/variables", GetAsync);
        api.MapPost("/workflow-instances/{id}/variables", SetAsync);
    }

    private static async Task<IResult> GetAsync(
        string id,
        InstanceWriter instances,
        IWorkflowDefinitionService definitions,
        IPayloadSerializer json,
        CancellationToken stop
    )
    {
        if (await instances.PeekAsync(id, stop) is not { } found)
            return Results.NotFound();
        return Reply.Json(Values(found.State, await DeclaredAsync(found.State, definitions, stop), json));
    }

    private static async Task<IResult> SetAsync(
        string id,
        HttpRequest request,
        IElsaSession session,
        InstanceWriter instances,
        IWorkflowDefinitionService definitions,
        IPayloadSerializer json,
        CancellationToken stop
    )
    {
        var body = await Body.ReadAsync(request, stop);
        var values =
            body.Find("variables") is { ValueKind: JsonValueKind.Array } list
            && list.EnumerateArray().All(v => v.Text("id") is not null)
                ? list.EnumerateArray().ToDictionary(v => v.Text("id")!, v => v.Find("value"))
                : throw ElsaRefusedException.Bad("Variables with their ids are expected.");
        return await session.WriteAsync(
            async token =>
            {
                if (await instances.ReadAsync(id, token) is not { } found)
                    return Results.NotFound();
                var declared = await DeclaredAsync(found.State, definitions, token);
                var kept = Kept(found.State) ?? throw ElsaRefusedException.Bad("The instance has no variables yet.");
                foreach (var (variable, value) in values)
                {
                    if (declared.All(v => v.Id != variable))
                        throw ElsaRefusedException.Bad($"The definition has no variable with the id {variable}.");
                    kept[variable] = (value is { } given ? Body.Value(given) : null)!;
                }
                await instances.WriteStateAsync(found.Row, found.State, token);
                return Reply.Json(Values(found.State, declared, json));
            },
            stop
        );
    }

    private static async Task<ICollection<Variable>> DeclaredAsync(
        WorkflowState state,
        IWorkflowDefinitionService definitions,
        CancellationToken stop
    )
    {
        var graph = await definitions.FindWorkflowGraphAsync(state.DefinitionVersionId, stop);
        return graph?.Workflow.Variables ?? [];
    }

    private static JsonObject Values(WorkflowState state, ICollection<Variable> declared, IPayloadSerializer json)
    {
        var kept = Kept(state);
        var items = new JsonArray();
        foreach (var variable in declared)
        {
            var item = new JsonObject { ["id"] = variable.Id, ["name"] = variable.Name };
            if (kept is not null && kept.TryGetValue(variable.Id, out var value) && value is not null)
                item["value"] = JsonNode.Parse(json.Serialize(value));
            items.Add(item);
        }
        return new JsonObject { ["items"] = items, ["count"] = items.Count };
    }

    /// <summary>The root activity's context keeps the workflow's variables between bursts.</summary>
    private static IDictionary<string, object>? Kept(WorkflowState state) =>
        state
            .ActivityExecutionContexts.Where(c => c.ParentContextId is null)
            .Select(c => c.Properties.TryGetValue(Variables, out var kept) ? kept as IDictionary<string, object> : null)
            .FirstOrDefault();
}

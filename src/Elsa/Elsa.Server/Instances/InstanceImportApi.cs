using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.State;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Workflows.Engine;

/// <summary>Takes exported instances in again. Those that are here already are left alone.</summary>
internal static class InstanceImportApi
{
    public static void Map(RouteGroupBuilder api)
    {
        api.MapPost("/workflow-instances/import", ImportAsync);
        api.MapPost("/bulk-actions/import/workflow-instances", ImportAsync);
    }

    private static async Task<IResult> ImportAsync(
        HttpRequest request,
        IElsaSession session,
        InstanceRunner runner,
        IWorkflowDefinitionService definitions,
        IWorkflowStateSerializer states,
        CancellationToken stop
    )
    {
        if (!request.HasFormContentType)
            throw ElsaRefusedException.Bad("Files are expected, as multipart/form-data.");
        var imported = new List<WorkflowState>();
        foreach (var file in (await request.ReadFormAsync(stop)).Files)
        {
            foreach (var (name, bytes) in await Archive.ReadAsync(file, stop))
                imported.Add(State(Body.Parse(bytes, name), states, name));
        }
        // All or none.
        var count = await session.WriteAsync(
            async token =>
            {
                var added = 0;
                foreach (var state in imported)
                {
                    if (await definitions.FindWorkflowGraphAsync(state.DefinitionVersionId, token) is null)
                        throw ElsaRefusedException.Bad(
                            EngineTexts.Say("foreignInstance", state.Id, state.DefinitionVersionId)
                        );
                    if (await runner.ExistsAsync(state.Id, token))
                        continue;
                    await runner.ImportAsync(state, token);
                    added++;
                }
                return added;
            },
            stop
        );
        // The one is what Elsa answers, the other what Studio reads.
        return Reply.Json(new { imported = count, count });
    }

    private static WorkflowState State(JsonElement file, IWorkflowStateSerializer states, string name)
    {
        if (file.Find("workflowState") is not { ValueKind: JsonValueKind.Object } json)
            throw ElsaRefusedException.Bad(EngineTexts.Say("noInstanceFile", name));
        var state = states.Deserialize(
            JsonSerializer.SerializeToElement(WithoutMarks(JsonNode.Parse(json.GetRawText())))
        );
        return string.IsNullOrWhiteSpace(state.Id) || string.IsNullOrWhiteSpace(state.DefinitionVersionId)
            ? throw ElsaRefusedException.Bad(
                $"{name} says neither which instance it is nor on which definition it runs."
            )
            : state;
    }

    /// <summary>Elsa marks what it could refer to again: <c>$id</c> on every object, <c>$values</c> around every list.</summary>
    private static JsonNode? WithoutMarks(JsonNode? json) =>
        json switch
        {
            JsonArray list => new JsonArray([.. list.Select(WithoutMarks)]),
            JsonObject marked when marked["$values"] is JsonArray list => WithoutMarks(list),
            JsonObject thing => new JsonObject(
                thing.Where(p => p.Key != "$id").Select(p => KeyValuePair.Create(p.Key, WithoutMarks(p.Value)))
            ),
            _ => json?.DeepClone(),
        };
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Expressions.Contracts;
using Elsa.Workflows;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;

namespace Workflows.Engine;

/// <summary>A definition as Studio and files see it.</summary>
internal sealed class DefinitionView(IApiSerializer json, IWellKnownTypeRegistry types)
{
    private const string Schema = "https://elsaworkflows.io/schemas/workflow-definition/v3.0.0/schema.json";

    public JsonObject Model(WorkflowDefinition definition)
    {
        var model = new JsonObject { ["links"] = Links.Of(definition.DefinitionId) };
        Fill(model, definition);
        return model;
    }

    public JsonObject Saved(
        WorkflowDefinition definition,
        bool alreadyPublished,
        IEnumerable<WorkflowValidationError> errors,
        int consumers = 0
    ) =>
        new()
        {
            ["workflowDefinition"] = Model(definition),
            ["alreadyPublished"] = alreadyPublished,
            ["consumingWorkflowCount"] = consumers,
            ["validationErrors"] = new JsonArray([.. errors.Select(e => JsonValue.Create(e.Message))]),
        };

    public JsonObject File(WorkflowDefinition definition)
    {
        var model = new JsonObject { ["$schema"] = Schema };
        Fill(model, definition);
        return model;
    }

    /// <summary>As the list of versions shows it, with the flow as text.</summary>
    public JsonObject Version(WorkflowDefinition definition)
    {
        var model = new JsonObject { ["definitionId"] = definition.DefinitionId };
        AddText(model, "name", definition.Name);
        AddText(model, "description", definition.Description);
        AddText(model, "toolVersion", definition.ToolVersion?.ToString());
        var parts = Parts(definition);
        Move(parts, model, "options", "variables", "inputs", "outputs", "outcomes", "customProperties");
        model["materializerName"] = definition.MaterializerName;
        model["stringData"] = definition.StringData;
        model["isReadonly"] = definition.IsReadonly;
        model["isSystem"] = definition.IsSystem;
        model["createdAt"] = Time(definition.CreatedAt);
        model["version"] = definition.Version;
        model["isLatest"] = definition.IsLatest;
        model["isPublished"] = definition.IsPublished;
        model["id"] = definition.Id;
        return model;
    }

    public static JsonObject Summary(WorkflowDefinitionSummary summary, bool withLinks)
    {
        var model = new JsonObject();
        if (withLinks)
        {
            model["links"] = Links.Of(summary.DefinitionId);
            model["isMaterializerAvailable"] = true;
        }
        model["id"] = summary.Id;
        model["definitionId"] = summary.DefinitionId;
        AddText(model, "name", summary.Name);
        AddText(model, "description", summary.Description);
        model["version"] = summary.Version;
        AddText(model, "toolVersion", summary.ToolVersion?.ToString());
        model["isLatest"] = summary.IsLatest;
        model["isPublished"] = summary.IsPublished;
        AddText(model, "providerName", summary.ProviderName);
        model["materializerName"] = summary.MaterializerName;
        model["createdAt"] = Time(summary.CreatedAt);
        model["isReadonly"] = summary.IsReadonly;
        return model;
    }

    private void Fill(JsonObject model, WorkflowDefinition definition)
    {
        model["id"] = definition.Id;
        model["definitionId"] = definition.DefinitionId;
        AddText(model, "name", definition.Name);
        AddText(model, "description", definition.Description);
        model["createdAt"] = Time(definition.CreatedAt);
        model["version"] = definition.Version;
        AddText(model, "toolVersion", definition.ToolVersion?.ToString());
        var parts = Parts(definition);
        Move(parts, model, "variables", "inputs", "outputs", "outcomes", "customProperties");
        model["isReadonly"] = definition.IsReadonly;
        model["isSystem"] = definition.IsSystem;
        model["isLatest"] = definition.IsLatest;
        model["isPublished"] = definition.IsPublished;
        Move(parts, model, "options");
        model["root"] = JsonNode.Parse(definition.StringData ?? "{}", ElsaJson.Node, ElsaJson.Document);
    }

    private JsonObject Parts(WorkflowDefinition definition)
    {
        var parts = JsonNode.Parse(json.Serialize(DefinitionParts.Of(definition)))!.AsObject();
        foreach (var variable in parts["variables"]!.AsArray().OfType<JsonObject>())
        {
            if (!variable.ContainsKey("isArray"))
                variable["isArray"] = false;
            if (variable["value"] is JsonValue value && value.TryGetValue<string>(out var text) && text.Length == 0)
                variable.Remove("value");
        }
        foreach (var input in parts["inputs"]!.AsArray().OfType<JsonObject>())
            NameInFull(input, "storageDriverType", "Elsa.Workflows.Core");
        NameInFull(parts["options"] as JsonObject, "activationStrategyType", "Elsa.Workflows.Runtime");
        return parts;
    }

    // Studio looks these types up in the lists of drivers and strategies, which have their full names, and shows the first or
    // none where it does not find them.
    private void NameInFull(JsonObject? part, string property, string assembly)
    {
        if (part?[property] is not JsonValue value || !value.TryGetValue<string>(out var name))
            return;
        name = name.Replace("UnregisteredClrType:", "", StringComparison.Ordinal);
        part[property] =
            name.Contains(',') || !types.TryGetType(name, out var type) ? name : $"{type.FullName}, {assembly}";
    }

    private static void Move(JsonObject from, JsonObject to, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
            to[name] = from.TryGetPropertyValue(name, out var value) ? value?.DeepClone() : null;
    }

    private static void AddText(JsonObject model, string name, string? value)
    {
        if (value is not null)
            model[name] = value;
    }

    private static JsonNode Time(DateTimeOffset time) => JsonSerializer.SerializeToNode(time)!;
}

/// <summary>The links that Elsa puts beside definitions.</summary>
internal static class Links
{
    public static JsonArray Of(string id) =>
        [
            Link($"/workflow-definitions/{id}", "self", "GET"),
            Link($"/workflow-definitions/by-definition-id/{id}", "self", "GET"),
            Link($"/workflow-definitions/{id}/versions", "versions", "GET"),
            Link($"/workflow-definitions/{id}/bulk-dispatch", "bulk-dispatch", "POST"),
            Link($"/workflow-definitions/{id}/dispatch", "dispatch", "POST"),
            Link($"/workflow-definitions/{id}/execute", "execute", "POST"),
            Link($"/workflow-definitions/{id}/export", "export", "POST"),
            Link($"/workflow-definitions/{id}/publish", "publish", "POST"),
            Link($"/workflow-definitions/{id}/retract", "retract", "POST"),
            Link($"/workflow-definitions/{id}", "delete", "DELETE"),
            Link($"/workflow-definitions/{id}/import", "import", "PUT"),
            Link($"/workflow-definitions/{id}/update-references", "update-references", "POST"),
        ];

    public static JsonArray OfList() =>
        [
            Link("/workflow-definitions", "self", "GET"),
            Link("/workflow-definitions/validation/is-name-unique", "is-name-unique", "GET"),
            Link("/workflow-definitions/query/count", "count", "GET"),
            Link("/workflow-definitions/many-by-id", "many-by-id", "GET"),
            Bulk("delete", "by-definition-id", "bulk-delete-by-definition-id"),
            Bulk("delete", "by-id", "bulk-delete-by-id"),
            Bulk("publish", "by-definition-ids", "bulk-publish"),
            Bulk("retract", "by-definition-ids", "bulk-retract"),
            Link("/workflow-definitions/import", "import", "POST"),
            Link("/workflow-definitions/import-files", "import-files", "POST"),
            Link("/workflow-definitions", "create", "POST"),
        ];

    private static JsonObject Bulk(string act, string by, string rel) =>
        Link($"/bulk-actions/{act}/workflow-definitions/{by}", rel, "POST");

    private static JsonObject Link(string href, string rel, string method) =>
        new()
        {
            ["href"] = href,
            ["rel"] = rel,
            ["method"] = method,
        };
}

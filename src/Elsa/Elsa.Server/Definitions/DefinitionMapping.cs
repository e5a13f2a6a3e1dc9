using System.Text.Json;
using Elsa.Workflows;
using Elsa.Workflows.Activities;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Workflows.Engine;

/// <summary>A definition in its four shapes: row, entity, runnable workflow, and the model that travels.</summary>
internal sealed class DefinitionMapping(IApiSerializer json, IActivitySerializer activities)
{
    /// <summary>What a definition starts with when its author has drawn nothing yet.</summary>
    public const string EmptyRoot =
        """{"id":"flowchart1","type":"Elsa.Flowchart","version":1,"activities":[],"variables":[],"connections":[]}""";

    public WorkflowDefinition ToEntity(DefinitionRow row)
    {
        var definition = new WorkflowDefinition
        {
            Id = row.Id,
            DefinitionId = row.DefinitionId,
            Version = row.Version,
            Name = row.Name,
            Description = row.Description,
            ToolVersion = Version.TryParse(row.ToolVersion, out var tool) ? tool : null,
            ProviderName = row.ProviderName,
            MaterializerName = row.MaterializerName,
            IsLatest = row.IsLatest,
            IsPublished = row.IsPublished,
            IsReadonly = row.IsReadonly,
            IsSystem = row.IsSystem,
            CreatedAt = row.CreatedAt,
            StringData = row.Root,
        };
        json.Deserialize<DefinitionParts>(row.Data).ApplyTo(definition);
        return definition;
    }

    public void Fill(DefinitionRow row, WorkflowDefinition definition)
    {
        row.Version = definition.Version;
        row.Name = definition.Name;
        row.Description = definition.Description;
        row.ToolVersion = definition.ToolVersion?.ToString();
        row.ProviderName = definition.ProviderName;
        row.MaterializerName = definition.MaterializerName;
        row.IsLatest = definition.IsLatest;
        row.IsPublished = definition.IsPublished;
        row.IsReadonly = definition.IsReadonly;
        row.IsSystem = definition.IsSystem;
        row.UsableAsActivity = definition.Options.UsableAsActivity;
        row.WasPublished |= definition.IsPublished;
        row.CreatedAt = definition.CreatedAt;
        row.Data = json.Serialize(DefinitionParts.Of(definition));
        row.Root = definition.StringData ?? "{}";
        row.Stamp = Guid.NewGuid().ToString("N");
    }

    public Workflow ToWorkflow(WorkflowDefinition definition) =>
        new(
            new WorkflowIdentity(definition.DefinitionId, definition.Version, definition.Id),
            new WorkflowPublication(definition.IsLatest, definition.IsPublished),
            new WorkflowMetadata(definition.Name, definition.Description, definition.CreatedAt, definition.ToolVersion),
            definition.Options,
            activities.Deserialize(definition.StringData ?? ""),
            definition.Variables,
            definition.Inputs,
            definition.Outputs,
            definition.Outcomes,
            definition.CustomProperties,
            definition.IsReadonly,
            definition.IsSystem
        );

    /// <summary>Takes what an author may change from a model that came from outside.</summary>
    public void Apply(WorkflowDefinitionModel model, WorkflowDefinition definition)
    {
        definition.StringData = model.Root is { } root ? activities.Serialize(root) : EmptyRoot;
        definition.Name = model.Name?.Trim();
        definition.Description = model.Description?.Trim();
        definition.ToolVersion = model.ToolVersion;
        definition.Variables = json.Deserialize<List<Variable>>(json.Serialize(model.Variables ?? []));
        definition.Inputs = model.Inputs ?? [];
        definition.Outputs = model.Outputs ?? [];
        definition.Outcomes = model.Outcomes ?? [];
        definition.CustomProperties = model.CustomProperties ?? new Dictionary<string, object>();
        definition.Options = model.Options ?? new WorkflowOptions();
        definition.IsReadonly = model.IsReadonly;
    }

    /// <summary>The same from JSON, so that what the model's types do not know is not lost on the way.</summary>
    /// <exception cref="JsonException">A part is not what it should be; the path says which.</exception>
    public void Apply(JsonElement model, WorkflowDefinition definition)
    {
        definition.StringData =
            model.TryGetProperty("root", out var given) && given.ValueKind == JsonValueKind.Object
                ? activities.Serialize(activities.Deserialize(given.GetRawText()))
                : EmptyRoot;
        definition.Name = Text(model, "name")?.Trim();
        definition.Description = Text(model, "description")?.Trim();
        definition.ToolVersion = Version.TryParse(Text(model, "toolVersion"), out var v) ? v : null;
        foreach (var part in new[] { "variables", "inputs", "outputs" })
            RequireObjects(model, part);
        (model.Deserialize<DefinitionParts>(json.GetOptions()) ?? new DefinitionParts()).ApplyTo(definition);
        // Where files from before 3.1 say it.
        definition.Options.UsableAsActivity ??= model.Flag("usableAsActivity");
    }

    private static void RequireObjects(JsonElement model, string part)
    {
        if (model.Find(part) is not { ValueKind: JsonValueKind.Array } list)
            return;
        var index = list.EnumerateArray().TakeWhile(item => item.ValueKind == JsonValueKind.Object).Count();
        if (index < list.GetArrayLength())
            throw new JsonException($"Entry {index + 1} of the list is no object.", part, null, null);
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}

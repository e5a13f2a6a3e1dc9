namespace Elsa.Workflows.Models;

/// <summary>A variable as a definition writes it: type and storage by name, the default as text.</summary>
public record VariableDefinition(
    string Id,
    string Name,
    string TypeName,
    bool IsArray,
    string? Value,
    string? StorageDriverTypeName
);

namespace Elsa.Workflows.Models;

/// <summary>An input of a workflow and its value.</summary>
public record WorkflowInput(string Name, object? Value);

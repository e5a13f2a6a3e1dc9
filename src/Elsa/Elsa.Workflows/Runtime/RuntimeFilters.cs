namespace Elsa.Workflows.Runtime.Filters;

/// <summary>Which bookmarks are meant; what is null does not narrow.</summary>
public class BookmarkFilter
{
    public string? BookmarkId { get; set; }
    public ICollection<string>? BookmarkIds { get; set; }
    public string? WorkflowInstanceId { get; set; }
    public ICollection<string>? WorkflowInstanceIds { get; set; }
    public string? Hash { get; set; }
    public ICollection<string>? Hashes { get; set; }
    public string? CorrelationId { get; set; }
    public string? Name { get; set; }
    public ICollection<string>? Names { get; set; }
    public string? ActivityInstanceId { get; set; }
}

/// <summary>Which triggers are meant; what is null does not narrow.</summary>
public class TriggerFilter
{
    public string? Id { get; set; }
    public ICollection<string>? Ids { get; set; }
    public string? WorkflowDefinitionId { get; set; }
    public ICollection<string>? WorkflowDefinitionIds { get; set; }
    public string? WorkflowDefinitionVersionId { get; set; }
    public ICollection<string>? WorkflowDefinitionVersionIds { get; set; }
    public string? Name { get; set; }
    public ICollection<string>? Names { get; set; }
    public string? Hash { get; set; }
}

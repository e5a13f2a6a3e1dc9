using System.Linq.Expressions;
using Elsa.Common.Entities;
using Elsa.Common.Models;
using Elsa.Workflows.Management.Entities;
using Elsa.Workflows.Management.Enums;
using Elsa.Workflows.Management.Models;
using Elsa.Workflows.Models;

namespace Elsa.Workflows.Management.Filters
{
    /// <summary>Which definitions are meant; what is null does not narrow.</summary>
    public class WorkflowDefinitionFilter
    {
        public string? Id { get; set; }
        public ICollection<string>? Ids { get; set; }
        public string? DefinitionId { get; set; }
        public ICollection<string>? DefinitionIds { get; set; }
        public WorkflowDefinitionHandle? DefinitionHandle { get; set; }
        public VersionOptions? VersionOptions { get; set; }
        public string? Name { get; set; }
        public ICollection<string>? Names { get; set; }
        public string? SearchTerm { get; set; }
        public string? MaterializerName { get; set; }
        public bool? UsableAsActivity { get; set; }
        public bool? IsSystem { get; set; }
        public bool? IsReadonly { get; set; }
    }

    public class WorkflowDefinitionOrder<TProp> : OrderDefinition<WorkflowDefinition, TProp>
    {
        public WorkflowDefinitionOrder() { }

        public WorkflowDefinitionOrder(
            Expression<Func<WorkflowDefinition, TProp>> keySelector,
            OrderDirection direction
        )
            : base(keySelector, direction) { }
    }

    /// <summary>Which instances are meant; what is null does not narrow.</summary>
    public class WorkflowInstanceFilter
    {
        public string? Id { get; set; }
        public ICollection<string>? Ids { get; set; }
        public string? SearchTerm { get; set; }
        public string? Name { get; set; }
        public string? DefinitionId { get; set; }
        public ICollection<string>? DefinitionIds { get; set; }
        public string? DefinitionVersionId { get; set; }
        public ICollection<string>? DefinitionVersionIds { get; set; }
        public ICollection<string>? ParentWorkflowInstanceIds { get; set; }
        public int? Version { get; set; }
        public string? CorrelationId { get; set; }
        public ICollection<string>? CorrelationIds { get; set; }
        public List<string>? Names { get; set; }
        public WorkflowStatus? WorkflowStatus { get; set; }
        public ICollection<WorkflowStatus>? WorkflowStatuses { get; set; }
        public WorkflowSubStatus? WorkflowSubStatus { get; set; }
        public ICollection<WorkflowSubStatus>? WorkflowSubStatuses { get; set; }
        public bool? HasIncidents { get; set; }
        public bool? IsSystem { get; set; }
        public bool? IsExecuting { get; set; }
        public DateTimeOffset? BeforeLastUpdated { get; set; }
        public ICollection<TimestampFilter>? TimestampFilters { get; set; }
    }

    public class WorkflowInstanceOrder<TProp> : OrderDefinition<WorkflowInstance, TProp>
    {
        public WorkflowInstanceOrder() { }

        public WorkflowInstanceOrder(Expression<Func<WorkflowInstance, TProp>> keySelector, OrderDirection direction)
            : base(keySelector, direction) { }
    }
}

namespace Elsa.Workflows.Management.Enums
{
    public enum TimestampFilterOperator
    {
        Is,
        IsNot,
        GreaterThan,
        GreaterThanOrEqual,
        LessThan,
        LessThanOrEqual,
    }
}

namespace Elsa.Workflows.Management.Models
{
    /// <summary>Compares one of an instance's times (CreatedAt, UpdatedAt, FinishedAt).</summary>
    public class TimestampFilter
    {
        public string Column { get; set; } = null!;
        public TimestampFilterOperator Operator { get; set; }
        public DateTimeOffset Timestamp { get; set; }
    }
}

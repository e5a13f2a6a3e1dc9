using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;

namespace Elsa.Workflows;

/// <summary>
/// One step of a definition. An activity is shared by every run of its workflow: what changes while running belongs in
/// the <see cref="ActivityExecutionContext"/>.
/// </summary>
public interface IActivity
{
    /// <summary>Unique within the container.</summary>
    string Id { get; set; }

    /// <summary>The path of ids from the workflow down, unique in the workflow.</summary>
    string NodeId { get; set; }

    string? Name { get; set; }

    string Type { get; set; }

    int Version { get; set; }

    /// <summary>Saved with the activity.</summary>
    IDictionary<string, object> CustomProperties { get; set; }

    /// <summary>Inputs and outputs that exist in the descriptor only, not as a CLR property.</summary>
    IDictionary<string, object> SyntheticProperties { get; set; }

    /// <summary>What the designer keeps, such as the position.</summary>
    IDictionary<string, object> Metadata { get; set; }

    ValueTask<bool> CanExecuteAsync(ActivityExecutionContext context);

    ValueTask ExecuteAsync(ActivityExecutionContext context);
}

/// <summary>An activity with one principal result.</summary>
public interface IActivityWithResult : IActivity
{
    Output? Result { get; set; }
}

/// <inheritdoc />
public interface IActivityWithResult<T> : IActivityWithResult
{
    new Output<T>? Result { get; set; }
}

/// <summary>Scopes variables to itself and what is inside.</summary>
public interface IVariableContainer : IActivity
{
    ICollection<Variable> Variables { get; }
}

/// <summary>Wires its children in code; called once after construction.</summary>
public interface IComposite : IActivity
{
    void Setup();
}

/// <summary>Marks where a flowchart begins when no start is named.</summary>
public interface IStartNode : IActivity;

/// <summary>Ends the composite it stands in.</summary>
public interface ITerminalNode : IActivity;

/// <summary>Can start a workflow; its payloads are what outside events are matched with.</summary>
public interface ITrigger : IActivity
{
    ValueTask<IEnumerable<object>> GetTriggerPayloadsAsync(TriggerIndexingContext context);
}

/// <summary>Something that can be asked to prepare itself with services before a graph is built.</summary>
public interface IInitializable
{
    ValueTask InitializeAsync(InitializationContext context);
}

/// <summary>What an <see cref="IInitializable"/> may use.</summary>
public record InitializationContext(IServiceProvider ServiceProvider, CancellationToken CancellationToken);

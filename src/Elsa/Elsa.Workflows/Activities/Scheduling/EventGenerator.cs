using System.Runtime.CompilerServices;

namespace Elsa.Workflows;

/// <summary>Marks a trigger that makes its events itself, such as a timer.</summary>
public interface IEventGenerator : ITrigger;

/// <inheritdoc cref="IEventGenerator" />
public abstract class EventGenerator : Trigger, IEventGenerator
{
    protected EventGenerator([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    protected EventGenerator(
        string triggerType,
        int version = 1,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : base(triggerType, version, source, line) { }
}

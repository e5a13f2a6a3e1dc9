using System.Reflection;

namespace Workflows.Engine;

/// <summary>What a host decides about the engine.</summary>
public sealed class EngineOptions
{
    /// <summary>
    /// How many activities one burst may execute before it counts as a loop that never ends. It then stops with an
    /// incident instead of holding a thread and memory for ever.
    /// </summary>
    public int MaxActivitiesPerBurst { get; set; } = 50_000;

    internal List<Assembly> ActivityAssemblies { get; } = [];

    /// <summary>Registers the activities of the assembly that <typeparamref name="T"/> is in.</summary>
    public EngineOptions AddActivitiesFrom<T>()
    {
        ActivityAssemblies.Add(typeof(T).Assembly);
        return this;
    }
}

/// <summary>The limits of a burst, fixed when the host starts.</summary>
internal sealed record EngineLimits(int MaxActivitiesPerBurst);

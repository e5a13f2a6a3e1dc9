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

    /// <summary>
    /// About how many characters an instance may hold in variables, outputs and, for the record, inputs of one burst.
    /// One that grows beyond it stops with an incident, before it fills the host's memory or its row in the database.
    /// </summary>
    public int MaxContent { get; set; } = 32 * 1024 * 1024;

    internal List<Assembly> ActivityAssemblies { get; } = [];

    /// <summary>Registers the activities of the assembly that <typeparamref name="T"/> is in.</summary>
    public EngineOptions AddActivitiesFrom<T>()
    {
        ActivityAssemblies.Add(typeof(T).Assembly);
        return this;
    }
}

/// <summary>The limits of a burst, fixed when the host starts.</summary>
internal sealed record EngineLimits(int MaxActivitiesPerBurst, int MaxContent);

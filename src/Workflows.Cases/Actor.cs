namespace Workflows.Cases;

/// <summary>Who does something, and how: what the timeline records beside every act.</summary>
/// <param name="PersonId">The person whose act it is.</param>
/// <param name="Channel">The way by which the act arrived.</param>
/// <param name="RemoteAddress">The network address it came from; null for timers and flows.</param>
public sealed record Actor(Guid PersonId, Channel Channel, string? RemoteAddress = null);

/// <summary>The way by which an act arrived.</summary>
public enum Channel
{
    /// <summary>A page of the inbox.</summary>
    Web,

    /// <summary>A link in a mail.</summary>
    Mail,

    /// <summary>The REST API.</summary>
    Api,

    /// <summary>A deadline or a delay that fell due.</summary>
    Timer,

    /// <summary>The flow itself.</summary>
    Flow,
}

using Workflows.Cases.People;

namespace Workflows.Cases;

/// <summary>Who is at the screen or behind the API call in this scope: what may be chosen in a form depends on it. The host
/// knows and replaces <see cref="NoReader"/>; flows and timers have none.</summary>
public interface IReader
{
    /// <summary>Null when nobody asks.</summary>
    Person? Find();
}

/// <summary>Where there is neither screen nor API.</summary>
internal sealed class NoReader : IReader
{
    public Person? Find() => null;
}

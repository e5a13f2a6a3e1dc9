namespace Elsa.Common
{
    /// <summary>Elsa's name for the time; answered from the host's <see cref="TimeProvider"/>.</summary>
    public interface ISystemClock
    {
        DateTimeOffset UtcNow { get; }
    }
}

namespace Workflows.Engine
{
    internal sealed class HostClock(TimeProvider clock) : Elsa.Common.ISystemClock
    {
        public DateTimeOffset UtcNow => clock.GetUtcNow();
    }
}

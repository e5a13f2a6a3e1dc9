using Elsa.Common;
using Elsa.Scheduling;
using Workflows.Engine.Expressions;

namespace Workflows.Engine.Scheduling;

/// <inheritdoc />
internal sealed class CronParser(ISystemClock clock) : ICronParser
{
    public DateTimeOffset GetNextOccurrence(string expression) =>
        CronExpressions.Parse(expression).GetNextOccurrence(clock.UtcNow, TimeZoneInfo.Utc)
        ?? throw new InvalidOperationException($"The CRON expression '{expression}' has no further time.");
}

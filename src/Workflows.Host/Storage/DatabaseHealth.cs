using Microsoft.Extensions.Diagnostics.HealthChecks;
using Workflows.Cases.Storage;

namespace Workflows.Host.Storage;

/// <summary>What <c>/health</c> answers for: without its database the host can do nothing.</summary>
internal sealed class DatabaseHealth(CasesDb db) : IHealthCheck
{
    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context,
        CancellationToken cancellationToken = default
    ) =>
        await db.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : new HealthCheckResult(context.Registration.FailureStatus);
}

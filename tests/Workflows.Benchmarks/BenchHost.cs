using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.DependencyInjection;

namespace Workflows.Benchmarks;

/// <summary>The real host in this process: its mail sender and timers run beside what is measured, as they would at work.</summary>
internal sealed class BenchHost(string connection, string folder) : WebApplicationFactory<Program>
{
    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSolutionRelativeContentRoot("src/Workflows.Host", "Workflows.sln");
        builder.UseSetting("ConnectionStrings:Workflows", connection);
        builder.UseSetting("Data:Folder", folder);
        builder.UseSetting("Serilog:MinimumLevel:Default", "Warning");
        // A server in memory has no limits of bodies, and routing says so at every request.
        builder.UseSetting("Serilog:MinimumLevel:Override:Microsoft.AspNetCore.Routing", "Error");
    }

    /// <summary>Runs a use case in a scope of its own, as a request does.</summary>
    public async Task<T> InScopeAsync<TUseCase, T>(Func<TUseCase, Task<T>> act)
        where TUseCase : notnull
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider.GetRequiredService<TUseCase>());
    }
}

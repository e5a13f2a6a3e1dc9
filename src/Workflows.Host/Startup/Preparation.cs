namespace Workflows.Host.Startup;

/// <summary>Something that must be done before the host serves: tables, packs, accounts. They run one after the other, in the
/// order in which they were added, each in a scope of its own.</summary>
/// <param name="Title">Shown on the console while it runs.</param>
public sealed record Preparation(string Title, Func<IServiceProvider, CancellationToken, Task> RunAsync);

/// <summary>Adds and runs preparations.</summary>
public static class PreparationServices
{
    public static IServiceCollection AddPreparation(
        this IServiceCollection services,
        string title,
        Func<IServiceProvider, CancellationToken, Task> run
    ) => services.AddSingleton(new Preparation(title, run));

    /// <summary>Runs all of them; a failure ends the start.</summary>
    public static async Task PrepareAsync(this WebApplication app)
    {
        var stop = app.Lifetime.ApplicationStopping;
        var console = app.Services.GetRequiredService<StartConsole>();
        foreach (var step in app.Services.GetServices<Preparation>())
        {
            console.Progress(step.Title);
            await using var scope = app.Services.CreateAsyncScope();
            await step.RunAsync(scope.ServiceProvider, stop);
        }
    }
}

using Workflows.Cases;
using Workflows.Cases.Processes;
using Workflows.Host.Startup;

namespace Workflows.Host.Packs;

/// <summary>Reads the process packs and the policy, and brings their flows into the engine's store before the host serves.</summary>
public static class PacksServices
{
    /// <param name="demo">Whether the sample company is loaded too.</param>
    /// <exception cref="CannotStartException">A pack or the policy cannot be used; names file and place.</exception>
    public static IServiceCollection AddPacks(this IServiceCollection services, IConfiguration settings, bool demo)
    {
        var folder = PackFolder.Find(settings["Packs:Folder"]);
        services.AddSingleton(folder);
        services.AddSingleton(Read(() => PackReader.ReadPacks(folder.Path)));
        services.AddSingleton(_ => Read(() => PackReader.ReadPolicy(folder.Path, settings.GetSection("Policy"))));
        services.AddSingleton<PackReport>().AddScoped<FlowImport>();
        if (demo)
            services.AddPreparation("Loading the sample company", LoadSamplesAsync);
        services.AddPreparation("Reading people", RefreshPeopleAsync);
        services.AddPreparation("Reading the calendar", LoadCalendarAsync);
        services.AddPreparation("Loading the processes", ImportFlowsAsync);
        services.AddPreparation("Completing the registers", CompleteRegistersAsync);
        return services;
    }

    private static T Read<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (PackException wrong)
        {
            throw new CannotStartException(
                "The process packs cannot be used: " + string.Join("; ", wrong.Errors),
                wrong
            );
        }
    }

    private static Task LoadSamplesAsync(IServiceProvider scope, CancellationToken stop) =>
        UseAsync(
            "The sample company",
            () => scope.GetRequiredService<Cases.People.SampleCompany>().LoadAsync(FolderOf(scope), stop)
        );

    private static async Task RefreshPeopleAsync(IServiceProvider scope, CancellationToken stop)
    {
        var roles = scope.GetRequiredService<Cases.People.PackRoles>();
        await UseAsync("The file of roles", () => roles.LoadAsync(FolderOf(scope), stop));
        var history = scope.GetRequiredService<Cases.People.PeopleHistory>();
        await scope.GetRequiredService<Cases.Storage.UnitOfWork>().RunAsync(history.BeginAsync, stop);
        await scope.GetRequiredService<Cases.People.PeopleDirectory>().RefreshAsync(stop);
    }

    private static Task LoadCalendarAsync(IServiceProvider scope, CancellationToken stop)
    {
        var folder = Path.Combine(FolderOf(scope), "calendar");
        var calendar = scope.GetRequiredService<Cases.Calendar.EditCalendar>();
        return UseAsync("The calendar", () => calendar.LoadAsync(folder, stop));
    }

    private static string FolderOf(IServiceProvider scope) => scope.GetRequiredService<PackFolder>().Path;

    private static async Task UseAsync(string what, Func<Task> read)
    {
        try
        {
            await read();
        }
        catch (PackException wrong)
        {
            throw new CannotStartException($"{what} cannot be used: {string.Join("; ", wrong.Errors)}", wrong);
        }
    }

    private static Task CompleteRegistersAsync(IServiceProvider scope, CancellationToken stop) =>
        scope.GetRequiredService<Cases.Registers.RegisterWriter>().CatchUpAsync(stop);

    private static async Task ImportFlowsAsync(IServiceProvider scope, CancellationToken stop)
    {
        // Wrong values of the policy end the start, not the first case that needs them.
        _ = scope.GetRequiredService<Policy>();
        var import = scope.GetRequiredService<FlowImport>();
        foreach (var pack in scope.GetRequiredService<ProcessCatalog>().All)
            await import.RunAsync(pack, stop);
    }
}

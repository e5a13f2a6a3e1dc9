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
        scope
            .GetRequiredService<Cases.People.SampleCompany>()
            .LoadAsync(scope.GetRequiredService<PackFolder>().Path, stop);

    private static async Task RefreshPeopleAsync(IServiceProvider scope, CancellationToken stop)
    {
        var history = scope.GetRequiredService<Cases.People.PeopleHistory>();
        await scope.GetRequiredService<Cases.Storage.UnitOfWork>().RunAsync(history.BeginAsync, stop);
        await scope.GetRequiredService<Cases.People.PeopleDirectory>().RefreshAsync(stop);
    }

    private static async Task LoadCalendarAsync(IServiceProvider scope, CancellationToken stop)
    {
        var folder = Path.Combine(scope.GetRequiredService<PackFolder>().Path, "calendar");
        try
        {
            await scope.GetRequiredService<Cases.Calendar.EditCalendar>().LoadAsync(folder, stop);
        }
        catch (PackException wrong)
        {
            throw new CannotStartException("The calendar cannot be used: " + string.Join("; ", wrong.Errors), wrong);
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

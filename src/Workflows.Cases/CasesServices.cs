using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Cases.Cases;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Forms;
using Workflows.Cases.Outbox;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;

namespace Workflows.Cases;

/// <summary>Registers the business. The host adds <see cref="IFlow"/>, <see cref="Processes.Policy"/>,
/// <see cref="Processes.ProcessCatalog"/>, <see cref="CompanyTime"/> and <see cref="TimeProvider"/>.</summary>
public static class CasesServices
{
    public static IServiceCollection AddCases(this IServiceCollection services, DatabaseSettings database)
    {
        services.AddSingleton(database).AddSingleton<WriterGate>().AddSingleton<Wakeups>();
        services.AddSingleton<PeopleDirectory>().AddSingleton<FormValidator>().AddSingleton<Access>();
        services.AddScoped<UnitOfWork>().AddScoped(CreateDb);
        services
            .AddScoped<TimelineWriter>()
            .AddScoped<OutboxWriter>()
            .AddScoped<TimerWriter>()
            .AddScoped<CaseNumbers>();
        services.AddScoped<StartCase>().AddScoped<OpenTask>().AddScoped<EndTask>().AddScoped<DecideTask>();
        return services;
    }

    private static CasesDb CreateDb(IServiceProvider scope)
    {
        var unit = scope.GetRequiredService<UnitOfWork>();
        CasesDb db = scope.GetRequiredService<DatabaseSettings>().IsPostgres
            ? new PostgresCasesDb(new DbContextOptionsBuilder<PostgresCasesDb>().UseNpgsql(unit.Connection).Options)
            : new SqliteCasesDb(new DbContextOptionsBuilder<SqliteCasesDb>().UseSqlite(unit.Connection).Options);
        unit.Enlist(db);
        return db;
    }
}

using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;
using Workflows.Cases.Storage;

namespace Workflows.Host.SignIn.Storage;

/// <summary>Accounts, sign-outs of tokens, and the keys that protect cookies and tokens: kept together so that every host of
/// an installation accepts what another issued.</summary>
public abstract class SignInDb(DbContextOptions options)
    : IdentityUserContext<Account, Guid>(options),
        IDataProtectionKeyContext
{
    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();
    public DbSet<EndedSession> EndedSessions => Set<EndedSession>();

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.Entity<Account>().ToTable("Accounts").HasIndex(a => a.PersonId).IsUnique();
        builder.Entity<EndedSession>().ToTable("EndedSessions");
    }

    /// <summary>The context of the configured database on a connection of its own: signing in joins no case's transaction.</summary>
    public static SignInDb Create(DatabaseSettings settings)
    {
        var connection = settings.CreateConnection();
        return settings.IsPostgres
            ? new PostgresSignInDb(
                new DbContextOptionsBuilder<PostgresSignInDb>()
                    .UseNpgsql(
                        connection,
                        contextOwnsConnection: true,
                        npgsql => npgsql.MigrationsHistoryTable(HistoryTable)
                    )
                    .Options
            )
            : new SqliteSignInDb(
                new DbContextOptionsBuilder<SqliteSignInDb>()
                    .UseSqlite(
                        connection,
                        contextOwnsConnection: true,
                        sqlite => sqlite.MigrationsHistoryTable(HistoryTable)
                    )
                    .Options
            );
    }

    private const string HistoryTable = "SignInMigrations";
}

/// <summary>On SQLite.</summary>
public sealed class SqliteSignInDb(DbContextOptions<SqliteSignInDb> options) : SignInDb(options);

/// <summary>On PostgreSQL.</summary>
public sealed class PostgresSignInDb(DbContextOptions<PostgresSignInDb> options) : SignInDb(options);

/// <summary>Lets <c>dotnet ef migrations add</c> see the models without starting the host.</summary>
internal sealed class DesignTime
    : IDesignTimeDbContextFactory<SqliteSignInDb>,
        IDesignTimeDbContextFactory<PostgresSignInDb>
{
    SqliteSignInDb IDesignTimeDbContextFactory<SqliteSignInDb>.CreateDbContext(string[] args) =>
        (SqliteSignInDb)SignInDb.Create(new DatabaseSettings("Data Source=design-time.db"));

    PostgresSignInDb IDesignTimeDbContextFactory<PostgresSignInDb>.CreateDbContext(string[] args) =>
        (PostgresSignInDb)SignInDb.Create(new DatabaseSettings("Host=localhost;Database=design-time"));
}

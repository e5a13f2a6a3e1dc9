using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Workflows.Cases.Storage;

// Only `dotnet ef migrations add` comes here; it needs a provider but no database.
internal sealed class SqliteAtDesignTime : IDesignTimeDbContextFactory<SqliteCasesDb>
{
    public SqliteCasesDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteCasesDb>().UseSqlite("Data Source=:memory:").Options);
}

internal sealed class PostgresAtDesignTime : IDesignTimeDbContextFactory<PostgresCasesDb>
{
    public PostgresCasesDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresCasesDb>().UseNpgsql("Host=localhost").Options);
}

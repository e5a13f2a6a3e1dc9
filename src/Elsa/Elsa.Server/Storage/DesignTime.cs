using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Design;

namespace Workflows.Engine;

// Only `dotnet ef migrations add` comes here; it needs a provider but no database.
internal sealed class SqliteAtDesignTime : IDesignTimeDbContextFactory<SqliteElsaDb>
{
    public SqliteElsaDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<SqliteElsaDb>().UseSqlite("Data Source=:memory:").Options);
}

internal sealed class PostgresAtDesignTime : IDesignTimeDbContextFactory<PostgresElsaDb>
{
    public PostgresElsaDb CreateDbContext(string[] args) =>
        new(new DbContextOptionsBuilder<PostgresElsaDb>().UseNpgsql("Host=localhost").Options);
}

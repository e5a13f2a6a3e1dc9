using Microsoft.EntityFrameworkCore;

namespace Workflows.Tests.Support;

/// <summary>The engine's rows as far as tests look at them, in the tables of the engine that the tests were built with.</summary>
public sealed class EngineRows(DbContextOptions<EngineRows> options) : DbContext(options)
{
#if ELSA_PACKAGES
    public const string DefinitionsTable = "WorkflowDefinitions";
    private const string InstancesTable = "WorkflowInstances";
    private const string BookmarksTable = "Bookmarks";
    private const string PostgresPath = "'\"Elsa\",public'";
#else
    public const string DefinitionsTable = "Elsa_Definitions";
    private const string InstancesTable = "Elsa_Instances";
    private const string BookmarksTable = "Elsa_Bookmarks";
    private const string PostgresPath = "public";
#endif

    public DbSet<DefinitionRow> Definitions => Set<DefinitionRow>();
    public DbSet<InstanceRow> Instances => Set<InstanceRow>();
    public DbSet<BookmarkRow> Bookmarks => Set<BookmarkRow>();

    public static EngineRows Open(TestDatabase database)
    {
        var options = new DbContextOptionsBuilder<EngineRows>();
        if (database.Kind == Support.Database.Sqlite)
            options.UseSqlite(database.ConnectionString);
        else
            options.UseNpgsql($"{database.ConnectionString};Pooling=false;Search Path={PostgresPath}");
        return new EngineRows(options.Options);
    }

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.Entity<DefinitionRow>().ToTable(DefinitionsTable);
        modelBuilder.Entity<InstanceRow>().ToTable(InstancesTable);
        modelBuilder.Entity<BookmarkRow>().ToTable(BookmarksTable);
    }
}

/// <summary>A version of a flow.</summary>
public sealed class DefinitionRow
{
    public string Id { get; set; } = "";
    public string DefinitionId { get; set; } = "";
    public int Version { get; set; }
    public string? Name { get; set; }
    public bool IsPublished { get; set; }
    public bool IsLatest { get; set; }
}

/// <summary>A run of a flow.</summary>
public sealed class InstanceRow
{
    public string Id { get; set; } = "";
    public string DefinitionId { get; set; } = "";
}

/// <summary>Where a run waits.</summary>
public sealed class BookmarkRow
{
    public string Id { get; set; } = "";
}

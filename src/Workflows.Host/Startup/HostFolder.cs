namespace Workflows.Host.Startup;

/// <summary>Where the host finds its own files, whatever folder it is started from.</summary>
internal static class HostFolder
{
    /// <summary>The project's folder when run from the sources, else where the program lies.</summary>
    public static string Path { get; } = FindSources() ?? AppContext.BaseDirectory;

    /// <summary>Builder options that do not depend on the current folder; a content root that was given stays.</summary>
    public static WebApplicationOptions Options(string[] args) =>
        args.Any(a => a.Contains("contentRoot", StringComparison.OrdinalIgnoreCase))
            ? new WebApplicationOptions { Args = args }
            : new WebApplicationOptions { Args = args, ContentRootPath = Path };

    private static string? FindSources()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "Workflows.Host.csproj")))
                return folder.FullName;
        return null;
    }
}

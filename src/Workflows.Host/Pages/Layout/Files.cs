using Microsoft.Extensions.FileProviders;

namespace Workflows.Host.Pages;

/// <summary>Serves our own files from wwwroot, and from node_modules the few that pages load.</summary>
public static class Files
{
    private const int Year = 31_536_000;

    private static readonly Dictionary<string, string> Packages = new()
    {
        ["/lib/tabler"] = "@tabler/core/dist/css",
        ["/lib/echarts"] = "echarts/dist",
        ["/lib/htmx"] = "htmx.org/dist",
    };

    public static WebApplication UseFiles(this WebApplication app)
    {
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = KeepWhatIsVersioned });
        foreach (var (address, folder) in Packages)
            app.UseStaticFiles(
                new StaticFileOptions
                {
                    RequestPath = address,
                    FileProvider = new PhysicalFileProvider(FolderOf(app.Environment, folder)),
                    OnPrepareResponse = KeepADay,
                }
            );
        return app;
    }

    /// <summary>A folder of an npm package: beside the project, or beside the published host.</summary>
    public static string FolderOf(IWebHostEnvironment environment, string package)
    {
        var beside = Path.Combine(environment.ContentRootPath, "node_modules", package);
        return Directory.Exists(beside) ? beside : Path.Combine(AppContext.BaseDirectory, "node_modules", package);
    }

    // asp-append-version puts the content's hash into the address: it can be kept for good.
    private static void KeepWhatIsVersioned(Microsoft.AspNetCore.StaticFiles.StaticFileResponseContext file)
    {
        var versioned = file.Context.Request.Query.ContainsKey("v");
        file.Context.Response.Headers.CacheControl = versioned ? $"public, max-age={Year}, immutable" : "no-cache";
    }

    private static void KeepADay(Microsoft.AspNetCore.StaticFiles.StaticFileResponseContext file) =>
        file.Context.Response.Headers.CacheControl = "public, max-age=86400";
}

using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;
using Workflows.Host.Pages;

namespace Workflows.Host.Studio;

/// <summary>Serves Elsa Studio from its npm package under <c>/studio</c>: its scripts and assemblies, compressed as the
/// package brings them. Its own page and settings stay behind: ours take their place.</summary>
public static class StudioFiles
{
    private const string Package = "@elsa-workflows/elsa-studio-wasm";
    private const string Compressed = ".br";
    private const int Year = 31_536_000;

    private static readonly FileExtensionContentTypeProvider Types = new()
    {
        Mappings =
        {
            [".br"] = "application/octet-stream",
            [".dat"] = "application/octet-stream",
            [".wasm"] = "application/wasm",
        },
    };

    public static WebApplication UseStudioFiles(this WebApplication app)
    {
        var folder = new PhysicalFileProvider(Files.FolderOf(app.Environment, Package));
        app.UseWhen(
            context => IsServed(context.Request.Path),
            studio =>
            {
                studio.Use((context, next) => TakeCompressed(context, folder, next));
                studio.UseStaticFiles(
                    new StaticFileOptions
                    {
                        RequestPath = "/studio",
                        FileProvider = folder,
                        ContentTypeProvider = Types,
                        OnPrepareResponse = Describe,
                    }
                );
            }
        );
        return app;
    }

    private static bool IsServed(PathString path) =>
        path.IsUnder("/studio/_framework")
        || path.IsUnder("/studio/_content")
        || path == "/studio/Elsa.Studio.Host.CustomElements.styles.css";

    private static Task TakeCompressed(HttpContext context, PhysicalFileProvider folder, RequestDelegate next)
    {
        context.Response.Headers.Vary = "Accept-Encoding";
        var path = context.Request.Path + Compressed;
        if (
            context.Request.Headers.AcceptEncoding.ToString().Contains("br", StringComparison.Ordinal)
            && context.Request.Path.StartsWithSegments("/studio", StringComparison.Ordinal, out _)
            && folder.GetFileInfo(path["/studio".Length..]).Exists
        )
            context.Request.Path = path;
        return next(context);
    }

    private static void Describe(StaticFileResponseContext file)
    {
        var (name, response) = (file.File.Name, file.Context.Response);
        if (name.EndsWith(Compressed, StringComparison.Ordinal))
        {
            name = name[..^Compressed.Length];
            response.Headers.ContentEncoding = "br";
            if (Types.TryGetContentType(name, out var type))
                response.ContentType = type;
        }
        // Assemblies bear their content's hash in the name.
        response.Headers.CacheControl = name.EndsWith(".wasm", StringComparison.Ordinal)
            ? $"public, max-age={Year}, immutable"
            : "no-cache";
    }
}

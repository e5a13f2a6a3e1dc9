namespace Workflows.Host;

/// <summary>Which paths programs call: they get statuses and problem details, never a redirect or a page.</summary>
public static class ApiPaths
{
    public static bool IsApi(this PathString path) =>
        (path.IsUnder("/api") && !path.IsUnder("/api/docs")) || path.IsUnder("/elsa") || path.IsUnder("/openapi");

    /// <summary>The path is that folder, or something in it.</summary>
    public static bool IsUnder(this PathString path, string folder) =>
        path.StartsWithSegments(folder, StringComparison.OrdinalIgnoreCase);
}

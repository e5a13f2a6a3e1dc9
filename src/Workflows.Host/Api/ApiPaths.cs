namespace Workflows.Host;

/// <summary>Which paths programs call: they get statuses and problem details, never a redirect or a page.</summary>
public static class ApiPaths
{
    public static bool IsApi(this PathString path) =>
        (path.StartsWithSegments("/api") && !path.StartsWithSegments("/api/docs"))
        || path.StartsWithSegments("/elsa")
        || path.StartsWithSegments("/openapi");
}

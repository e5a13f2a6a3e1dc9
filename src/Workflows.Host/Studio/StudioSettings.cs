namespace Workflows.Host.Studio;

/// <summary>The settings that Studio loads when it starts.</summary>
internal static class StudioSettings
{
    public static void MapStudioSettings(this WebApplication app) =>
        app.MapGet("/studio/appsettings.json", Read).RequireAuthorization("ProcessOwner").ExcludeFromDescription();

    private static IResult Read(HttpRequest request) =>
        Results.Json(
            new { Backend = new { Url = $"{request.Scheme}://{request.Host}/elsa/api" } },
            contentType: "application/json"
        );
}

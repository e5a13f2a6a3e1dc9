namespace Workflows.Host.Studio;

/// <summary>Leads the addresses that Studio itself writes into links, as if it were the whole page, to where its parts are shown
/// here.</summary>
internal static class StudioLinks
{
    public static void MapStudioLinks(this WebApplication app)
    {
        foreach (var root in new[] { "/workflows", "/studio/workflows" })
        {
            var links = app.MapGroup(root).ExcludeFromDescription().RequireAuthorization("ProcessOwner");
            links.MapGet("/definitions", () => Results.Redirect("/studio/definitions"));
            links.MapGet("/definitions/{id}/{act?}", (string id) => To("definitions", id));
            links.MapGet("/instances", () => Results.Redirect("/studio/instances"));
            links.MapGet("/instances/{id}/{act?}", (string id) => To("instances", id));
        }
    }

    private static IResult To(string what, string id) => Results.Redirect($"/studio/{what}/{Uri.EscapeDataString(id)}");
}

using Elsa.Expressions.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Workflows.Engine;

/// <summary>What Studio may offer: activities, languages, types of variables.</summary>
internal static class DescriptorsApi
{
    private static readonly (string Type, string Category, string Description)[] VariableTypes =
    [
        ("Object", "Primitives", "Anything."),
        ("String", "Primitives", "Text."),
        ("Boolean", "Primitives", "True or false."),
        ("Int32", "Primitives", "A whole number of 32 bits."),
        ("Long", "Primitives", "A whole number of 64 bits."),
        ("Single", "Primitives", "A floating point number of 32 bits."),
        ("Double", "Primitives", "A floating point number of 64 bits."),
        ("Decimal", "Primitives", "A decimal number, for money."),
        ("Guid", "Primitives", "A globally unique identifier."),
        ("DateTime", "Primitives", "A date and time."),
        ("DateTimeOffset", "Primitives", "A date and time with its offset from UTC."),
        ("TimeSpan", "Primitives", "A duration."),
        ("StringDictionary", "Lookups", "Texts by name."),
        ("ObjectDictionary", "Lookups", "Anything by name."),
        ("JSON", "Dynamic", "An object whose members scripts reach with dots."),
        ("JsonElement", "Dynamic", "JSON to read."),
        ("JsonNode", "Dynamic", "JSON to read and write."),
        ("JsonObject", "Dynamic", "A JSON object to read and write."),
        ("ByteArray", "Data", "Bytes."),
    ];

    public static void Map(RouteGroupBuilder api)
    {
        var descriptors = api.MapGroup("/descriptors");
        descriptors.MapGet("/activities", ActivitiesAsync);
        descriptors.MapGet("/activities/{typeName}", ActivityAsync);
        descriptors.MapPost("/activities/{typeName}/options/{property}", OptionsAsync);
        descriptors.MapGet("/expression-descriptors", Languages);
        descriptors.MapGet("/variables", Variables);
    }

    private static async Task<IResult> ActivitiesAsync(
        ActivityPalette palette,
        UsableWorkflows usable,
        IServiceProvider services,
        CancellationToken stop
    )
    {
        await usable.RefreshAsync(stop);
        var items = await palette.ListAsync(stop);
        return Reply.Engine(services, new { Items = items, items.Count });
    }

    private static async Task<IResult> ActivityAsync(
        string typeName,
        HttpRequest request,
        ActivityPalette palette,
        IServiceProvider services,
        CancellationToken stop
    ) =>
        await palette.FindAsync(typeName, request.Number("version"), stop) is { } descriptor
            ? Reply.Engine(services, descriptor)
            : Results.NotFound();

    private static async Task<IResult> OptionsAsync(
        string typeName,
        string property,
        HttpRequest request,
        ActivityPalette palette,
        IServiceProvider services,
        CancellationToken stop
    )
    {
        var body = await Body.ReadAsync(request, stop);
        return await palette.OptionsAsync(typeName, property, body.Find("context"), stop) is { } options
            ? Reply.Engine(services, new { Items = options })
            : Results.NotFound();
    }

    private static IResult Languages(IExpressionDescriptorRegistry languages, IServiceProvider services)
    {
        var items = languages
            .ListAll()
            .Select(language => new
            {
                language.Type,
                language.DisplayName,
                language.IsSerializable,
                language.IsBrowsable,
                language.Properties,
            })
            .ToList();
        return Reply.Engine(services, new { Items = items, items.Count });
    }

    // Only types that are there: a variable of a type nobody can make would fail at run time.
    private static IResult Variables(IWellKnownTypeRegistry types) =>
        Reply.Json(
            new
            {
                items = VariableTypes
                    .Where(variable => types.TryGetType(variable.Type, out _))
                    .Select(variable => new
                    {
                        typeName = variable.Type,
                        displayName = variable.Type,
                        category = variable.Category,
                        description = variable.Description,
                    }),
            }
        );
}

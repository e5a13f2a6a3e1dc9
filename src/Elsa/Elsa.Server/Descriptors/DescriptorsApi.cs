using Elsa.Expressions.Contracts;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Workflows.Engine;

/// <summary>What Studio may offer: activities, languages, types of variables.</summary>
internal static class DescriptorsApi
{
    private static readonly (string Category, string[] Types)[] VariableTypes =
    [
        (
            "Primitives",
            [
                "Object",
                "String",
                "Boolean",
                "Int32",
                "Long",
                "Single",
                "Double",
                "Decimal",
                "Guid",
                "DateTime",
                "DateTimeOffset",
                "TimeSpan",
            ]
        ),
        ("Lookups", ["StringDictionary", "ObjectDictionary"]),
        ("Dynamic", ["JSON", "JsonElement", "JsonNode", "JsonObject"]),
        ("Data", ["ByteArray"]),
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
                DisplayName = EngineTexts.Find($"language.{language.Type}") ?? language.DisplayName,
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
                items = from category in VariableTypes
                from type in category.Types
                where types.TryGetType(type, out _)
                select new
                {
                    typeName = type,
                    displayName = EngineTexts.Say($"variable.{type}"),
                    category = EngineTexts.Say($"variable.{category.Category}"),
                    description = EngineTexts.Say($"variable.{type}.about"),
                },
            }
        );
}

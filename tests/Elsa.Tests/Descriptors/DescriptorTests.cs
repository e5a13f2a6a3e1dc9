using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Expressions.Contracts;
using Elsa.Tests.Contract;
using Elsa.Workflows;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;

namespace Elsa.Tests.Descriptors;

public sealed class DescriptorTests
{
    private readonly IServiceProvider _services = TestEngine.Create();

    public static TheoryData<string> EveryRecordedType() =>
        [.. Recorded.Read("activity-descriptors.json").AsArray().Select(d => d!["typeName"]!.GetValue<string>())];

    [Theory, MemberData(nameof(EveryRecordedType))]
    public async Task An_activity_is_described_as_elsa_does(string type)
    {
        var palette = _services.GetRequiredService<ActivityPalette>();
        var descriptor = await palette.FindAsync(type, null, TestContext.Current.CancellationToken);
        if (descriptor is null)
        {
            NotYet.ShouldContain(type);
            return;
        }
        var ours = JsonNode.Parse(_services.GetRequiredService<IApiSerializer>().Serialize(descriptor))!;
        WithoutDescriptions(ours);
        var recorded = Recorded
            .Read("activity-descriptors.json")
            .AsArray()
            .Single(d => d!["typeName"]!.GetValue<string>() == type)!;
        Sorted(ours).Replace("/workflows/", RecordedAddress, StringComparison.Ordinal).ShouldBe(Sorted(recorded));
    }

    private const string RecordedAddress = "http://127.0.0.1:5101/workflows/";

    [Fact]
    public void The_languages_are_those_of_elsa_without_its_unsafe_ones()
    {
        var languages = _services
            .GetRequiredService<IExpressionDescriptorRegistry>()
            .ListAll()
            .Select(l => new
            {
                l.Type,
                l.DisplayName,
                l.IsSerializable,
                l.IsBrowsable,
                l.Properties,
            });
        var ours = JsonSerializer.SerializeToNode(languages, JsonSerializerOptions.Web)!;
        Sorted(ours).ShouldBe(Sorted(Recorded.Read("expression-descriptors.json")));
    }

    [Fact]
    public async Task A_drop_down_is_filled_by_the_class_that_its_input_names()
    {
        var options = await _services
            .GetRequiredService<ActivityPalette>()
            .OptionsAsync("Demo.HumanApproval", "Assignee", null, TestContext.Current.CancellationToken);
        _services
            .GetRequiredService<IApiSerializer>()
            .Serialize(new { items = options })
            .ShouldBe(
                """{"items":{"dropdown":{"selectList":{"items":[{"text":"alice","value":"alice"},{"text":"bob","value":"bob"},{"text":"carol","value":"carol"}]}}}}"""
            );
    }

    [Fact]
    public async Task Studio_is_shown_only_what_works()
    {
        var palette = await _services
            .GetRequiredService<ActivityPalette>()
            .ListAsync(TestContext.Current.CancellationToken);
        palette.ShouldNotContain(d => NotYet.Contains(d.TypeName));
        palette.Single(d => d.TypeName == "Elsa.NotFoundActivity").IsBrowsable.ShouldBeFalse();
    }

    /// <summary>Recorded from Elsa with everything switched on; ours leaves these out.</summary>
    private static readonly string[] NotYet =
    [
        "Elsa.DownloadHttpFile",
        "Elsa.RunCSharp",
        "Elsa.StateMachine",
        "Elsa.Workflows.Activities.DynamicActivity",
        "Elsa.Workflows.Management.Activities.HostMethod.HostMethodActivity",
        "Elsa.WriteFileHttpResponse",
    ];

    private static void WithoutDescriptions(JsonNode descriptor)
    {
        descriptor.AsObject().Remove("description");
        foreach (var property in descriptor["inputs"]!.AsArray().Concat(descriptor["outputs"]!.AsArray()))
            property!.AsObject().Remove("description");
    }

    private static string Sorted(JsonNode node) =>
        Sort(node)!.ToJsonString(new JsonSerializerOptions { WriteIndented = true });

    private static JsonNode? Sort(JsonNode? node) =>
        node switch
        {
            JsonObject o => new JsonObject(
                o.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => KeyValuePair.Create(p.Key, Sort(p.Value)))
            ),
            JsonArray a => new JsonArray([.. a.Select(Sort)]),
            null => null,
            _ => node.DeepClone(),
        };
}

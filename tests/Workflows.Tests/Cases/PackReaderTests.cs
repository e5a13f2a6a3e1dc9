using Microsoft.Extensions.Configuration;
using Workflows.Cases;
using Workflows.Cases.Processes;

namespace Workflows.Tests.Cases;

/// <summary>A pack that cannot be used says why, by file and place.</summary>
public sealed class PackReaderTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("workflows-packs-").FullName;

    public PackReaderTests() => Copy(Business.Packs, folder);

    [Theory]
    [InlineData("correction/process.json", "\"cs-manager\",", "", "")]
    [InlineData(
        "correction/process.json",
        "\"key\": \"correction\"",
        "\"key\": \"other\"",
        "process.json $.key: must be"
    )]
    [InlineData("correction/process.json", "\"mayStart\"", "\"mayBegin\"", "process.json $.mayBegin: is not known")]
    [InlineData("correction/process.json", "{seq:4}", "{sequence}", "process.json $.numberPattern: must hold {seq}")]
    [InlineData(
        "correction/process.json",
        "\"form\": \"report\"",
        "\"form\": \"reprot\"",
        "$.steps.report.form: there is no"
    )]
    [InlineData("correction/process.json", "\"startForm\"", "\"startForm\":,", "correction/process.json(")]
    [InlineData(
        "correction/forms/report.json",
        "\"maxLength\"",
        "\"maxLenght\"",
        "$.properties.report.maxLenght: is not"
    )]
    [InlineData(
        "correction/forms/report.json",
        "\"report\"\n  ]",
        "\"summary\"\n  ]",
        "there is no property \"summary\""
    )]
    [InlineData(
        "complaint/forms/determination.json",
        "\"responsibility\": \"third-party\"",
        "\"responsible\": \"third-party\"",
        ".x-show-when: there is no property \"responsible\""
    )]
    [InlineData(
        "complaint/forms/determination.json",
        "\"responsibility\": \"third-party\"",
        "\"responsibility\": \"third\"",
        ".x-show-when.responsibility: there is no value \"third\""
    )]
    [InlineData(
        "complaint/forms/determination.json",
        "\"responsibility\": \"third-party\"",
        "\"responsibleUnit\": \"x\"",
        "shown by what it says itself"
    )]
    [InlineData(
        "complaint/forms/determination.json",
        "\"const\": \"third-party\"",
        "\"const\": \"nobody\"",
        ".if.properties.responsibility: there is no value \"nobody\""
    )]
    [InlineData(
        "complaint/forms/determination.json",
        "\"const\": \"third-party\"",
        "\"minLength\": 3",
        ".if.properties.responsibility: must be const"
    )]
    [InlineData("complaint/forms/determination.json", "\"then\"", "\"than\"", ".allOf: than is not supported")]
    [InlineData(
        "complaint/forms/determination.json",
        "\"responsibleUnit\"\n        ]",
        "\"unit\"\n        ]",
        ".then.required: there is no property \"unit\""
    )]
    [InlineData(
        "complaint/forms/determination.json",
        "\"responsibility\",\n    \"determinationBasis\"",
        "\"responsibleUnit\",\n    \"determinationBasis\"",
        "\"responsibleUnit\" is not always shown"
    )]
    public void A_wrong_place_is_named(string file, string from, string to, string error)
    {
        var path = Path.Combine(folder, file);
        var text = File.ReadAllText(path);
        text.ShouldContain(from);
        File.WriteAllText(path, text.Replace(from, to));

        if (error.Length == 0)
            PackReader.ReadPacks(folder).All.ShouldContain(p => p.Key == "correction");
        else
            Should.Throw<PackException>(() => PackReader.ReadPacks(folder)).Message.ShouldContain(error);
    }

    [Theory]
    [InlineData("Policy:correction:feedbackWithin", "00:00:05", "")]
    [InlineData("Policy:correction:feedbackWithin", "5", "no duration|not a duration")]
    [InlineData("Policy:correction:feedbackWithin", "-1.00:00:00", "longer than nothing")]
    [InlineData("Policy:correction:feedbakWithin", "00:00:05", "no such value")]
    public void A_wrong_number_of_the_policy_is_named_at_start(string key, string value, string error)
    {
        var settings = new ConfigurationBuilder()
            .AddInMemoryCollection([KeyValuePair.Create(key, (string?)value)])
            .Build();

        if (error.Length == 0)
            PackReader
                .ReadPolicy(folder, settings.GetSection("Policy"))
                .Duration("correction.feedbackWithin")
                .ShouldBe(TimeSpan.FromSeconds(5));
        else
            Should
                .Throw<PackException>(() => PackReader.ReadPolicy(folder, settings.GetSection("Policy")))
                .Message.ShouldMatch(error);
    }

    [Fact]
    public void Every_value_of_the_sample_policy_has_a_name_in_three_languages()
    {
        var nothing = new ConfigurationBuilder().Build();
        var policy = PackReader.ReadPolicy(folder, nothing);

        foreach (var key in policy.Keys.Concat(policy.LimitKeys))
            policy.NameOf(key).ShouldNotBe(LocalText.Same(key), key);
    }

    [Theory]
    [InlineData("""{ "correction.feedbakWithin": { "zh-Hans": "a", "zh-Hant": "a", "en": "a" } }""", "no such value")]
    [InlineData("""{ "correction.feedbackWithin": { "zh-Hans": "a", "zh-Hant": "a" } }""", "feedbackWithin.en")]
    public void A_wrong_name_of_a_policy_value_is_named_at_start(string json, string error)
    {
        File.WriteAllText(Path.Combine(folder, "policy.names.json"), json);

        Should
            .Throw<PackException>(() => PackReader.ReadPolicy(folder, new ConfigurationBuilder().Build()))
            .Message.ShouldContain(error);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}

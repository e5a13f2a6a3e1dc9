using System.Text.Json.Nodes;
using Elsa.Tests.Runtime;
using Microsoft.Extensions.DependencyInjection;

namespace Elsa.Tests.Api;

/// <summary>A host that is asked what a real Elsa 3.8 was asked, and where its answers differ.</summary>
internal sealed class RecordedCalls : IAsyncDisposable
{
    private readonly List<string> _differences = [];

    private RecordedCalls(ServerHost host) => Host = host;

    public ServerHost Host { get; }

    public static async Task<RecordedCalls> StartAsync(Action<IServiceCollection>? configure = null) =>
        new(await ServerHost.StartAsync(configure));

    /// <summary>Fails for each difference whose path does not begin with one of those that are meant.</summary>
    public void ShouldDifferOnlyIn(IReadOnlyDictionary<string, string> onPurpose)
    {
        string.Join('\n', _differences.Where(d => !onPurpose.Keys.Any(d.StartsWith)).Distinct()).ShouldBeEmpty();
        onPurpose
            .Keys.Where(known => !_differences.Exists(d => d.StartsWith(known, StringComparison.Ordinal)))
            .ShouldBeEmpty("these do not differ any more");
    }

    public async Task<JsonNode> GetAsync(string capture, string path, int expected = 200)
    {
        var (status, body) = await Host.GetAsync(path);
        return Check(capture, expected, status, body);
    }

    public async Task<JsonNode> PostAsync(string capture, string path, JsonNode body, int expected = 200)
    {
        var (status, answer) = await Host.PostAsync(path, body);
        return Check(capture, expected, status, answer);
    }

    public JsonNode Check(string capture, int expected, int status, JsonNode? body)
    {
        status.ShouldBe(expected, $"{capture}: {body?.ToJsonString()}");
        Compare(capture, body);
        return body ?? new JsonObject();
    }

    public void Compare(string capture, JsonNode? body) =>
        _differences.AddRange(JsonShape.Differences(Read($"{capture}.response.json"), body, capture[..3]));

    public static JsonNode Sent(string capture) => Read($"{capture}.request.json")["body"]!.DeepClone();

    public static JsonNode Read(string file) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contract", file)))!;

    /// <summary>A call whose answer has no body worth comparing.</summary>
    public async Task CallAsync(HttpMethod method, string path, int expected, string? body = null) =>
        (await Host.SendAsync(method, path, body)).Status.ShouldBe(expected, $"{method} {path}");

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

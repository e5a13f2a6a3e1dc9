using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Common.Models;
using Elsa.Extensions;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Workflows.Engine;

namespace Elsa.Tests.Runtime;

/// <summary>A server on a port of its own with a database of its own: PostgreSQL in classes named …OnPostgres, SQLite in
/// the others. <see cref="RestartAsync"/> is a new process, <see cref="StartAnotherAsync"/> a second one beside it.</summary>
public sealed class ServerHost : IAsyncDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("elsa-server-").FullName;
    private readonly ServerDatabase _database;
    private readonly Action<IServiceCollection>? _configure;
    private WebApplication _app = null!;

    private ServerHost(Action<IServiceCollection>? configure, ServerDatabase database)
    {
        _configure = configure;
        _database = database;
    }

    public HttpClient Http { get; private set; } = null!;

    public IServiceProvider Services => _app.Services;

    public static async Task<ServerHost> StartAsync(Action<IServiceCollection>? configure = null)
    {
        var host = new ServerHost(configure, await ServerDatabase.CreateAsync());
        await host.OpenAsync();
        return host;
    }

    /// <summary>A second host on the same database.</summary>
    public async Task<ServerHost> StartAnotherAsync()
    {
        var another = new ServerHost(_configure, _database.Share());
        await another.OpenAsync();
        return another;
    }

    public async Task RestartAsync()
    {
        await CloseAsync();
        await OpenAsync();
    }

    /// <summary>Runs something in a scope of its own, as a request would.</summary>
    public async Task<T> InScopeAsync<T>(Func<IServiceProvider, Task<T>> act)
    {
        await using var scope = Services.CreateAsyncScope();
        return await act(scope.ServiceProvider);
    }

    public Task<RunWorkflowInstanceResponse> RunAsync(
        string definitionId,
        IDictionary<string, object>? input = null,
        string? correlationId = null
    ) =>
        InScopeAsync(async services =>
        {
            var client = await services.GetRequiredService<IWorkflowRuntime>().CreateClientAsync();
            return await client.CreateAndRunInstanceAsync(
                new CreateAndRunWorkflowInstanceRequest
                {
                    WorkflowDefinitionHandle = WorkflowDefinitionHandle.ByDefinitionId(
                        definitionId,
                        VersionOptions.Published
                    ),
                    Input = input,
                    CorrelationId = correlationId,
                    IncludeWorkflowOutput = true,
                }
            );
        });

    public Task<RunWorkflowInstanceResponse> ResumeAsync(
        string instanceId,
        string bookmarkId,
        IDictionary<string, object>? input = null
    ) =>
        InScopeAsync(async services =>
        {
            var client = await services.GetRequiredService<IWorkflowRuntime>().CreateClientAsync(instanceId);
            return await client.RunInstanceAsync(
                new RunWorkflowInstanceRequest
                {
                    BookmarkId = bookmarkId,
                    Input = input,
                    IncludeWorkflowOutput = true,
                }
            );
        });

    /// <summary>Publishes a flowchart of the activities, one after the other.</summary>
    public async Task<JsonNode> PublishAsync(string definitionId, params string[] activities)
    {
        var parsed = activities.Select(a => JsonNode.Parse(a)!).ToArray();
        var ids = parsed.Select(a => (string)a["id"]!).ToArray();
        var arrows = ids.Zip(ids.Skip(1), (from, to) => Arrow(from, to)).ToArray<JsonNode>();
        var root = new JsonObject
        {
            ["id"] = "flow",
            ["type"] = "Elsa.Flowchart",
            ["version"] = 1,
            ["activities"] = new JsonArray(parsed),
            ["connections"] = new JsonArray(arrows),
        };
        var model = new JsonObject
        {
            ["definitionId"] = definitionId,
            ["name"] = definitionId,
            ["root"] = root,
        };
        var (status, body) = await PostAsync(
            "/workflow-definitions",
            new JsonObject { ["model"] = model, ["publish"] = true }
        );
        status.ShouldBe(200, body?.ToJsonString());
        return body!["workflowDefinition"]!;
    }

    public Task<(int Status, JsonNode? Body)> GetAsync(string path) => SendAsync(HttpMethod.Get, path, null);

    public Task<(int Status, JsonNode? Body)> PostAsync(string path, JsonNode? body) =>
        SendAsync(HttpMethod.Post, path, body?.ToJsonString());

    public async Task<(int Status, JsonNode? Body)> SendAsync(HttpMethod method, string path, string? body)
    {
        using var request = new HttpRequestMessage(method, "/elsa/api" + path);
        if (body is not null)
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        using var reply = await Http.SendAsync(request);
        var text = await reply.Content.ReadAsStringAsync();
        var isJson = reply.Content.Headers.ContentType?.MediaType?.EndsWith("json", StringComparison.Ordinal) == true;
        return ((int)reply.StatusCode, isJson && text.Length > 0 ? JsonNode.Parse(text) : null);
    }

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        await _database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static JsonObject Arrow(string from, string to) =>
        new()
        {
            ["source"] = new JsonObject { ["activity"] = from, ["port"] = "Done" },
            ["target"] = new JsonObject { ["activity"] = to, ["port"] = "In" },
        };

    private async Task OpenAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        builder.Services.AddElsaWorkflows(options => options.AddActivitiesFrom<ServerHost>());
        builder.Services.AddElsaServer(_database.Use);
        builder.Services.AddDataProtection().PersistKeysToFileSystem(new DirectoryInfo(_folder));
        _configure?.Invoke(builder.Services);
        _app = builder.Build();
        await _app.Services.MigrateElsaAsync();
        _app.MapElsaApi("/elsa/api");
        _app.MapElsaHttp();
        _app.MapElsaHub("/elsa/hubs/workflow-instance");
        await _app.StartAsync();
        Http = new HttpClient { BaseAddress = new Uri(_app.Urls.First()) };
    }

    private async Task CloseAsync()
    {
        Http.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}

/// <summary>Asks somebody and goes on with the answer.</summary>
[Elsa.Workflows.Attributes.Activity("Test", "Test", "Asks somebody.")]
public sealed class Ask : Elsa.Workflows.Activity<string>
{
    public Input<string> Question { get; set; } = null!;

    protected override void Execute(Elsa.Workflows.ActivityExecutionContext context) =>
        context.CreateBookmark(
            new CreateBookmarkArgs { Stimulus = new Asked(Question.Get(context)), Callback = OnAnswerAsync }
        );

    private async ValueTask OnAnswerAsync(Elsa.Workflows.ActivityExecutionContext context)
    {
        Result.Set(context, context.WorkflowInput.TryGetValue("Answer", out var answer) ? answer?.ToString() : null);
        await context.CompleteActivityAsync();
    }
}

public sealed record Asked(string? Question);

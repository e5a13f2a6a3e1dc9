using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Workflows.Tests.Support;

namespace Workflows.Tests.Studio;

/// <summary>Saving what was opened: with the content's tag, only if nobody else has saved meanwhile.</summary>
public sealed class SaveTests
{
    private const string Definitions = "/elsa/api/workflow-definitions";

    [Fact]
    public async Task What_was_just_saved_can_be_saved_again_whatever_stands_in_it()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var owner = await app.SignInAsync("process-owner");
        var (definition, tag) = await ReadAsync(owner);
        // As Studio writes them: without texts.
        definition["inputs"] = Nodes("""[{"type":"Object","name":"Sum","uiHint":"singleline","displayName":null}]""");
        definition["outputs"] = Nodes("""[{"type":"String","name":"Out","displayName":null,"description":null}]""");
        definition["variables"]!.AsArray().Add(Nodes("""{"id":"v1","name":"V","typeName":"Object","value":""}"""));

        (var status, tag) = await SaveAsync(owner, definition, tag);
        status.ShouldBe(HttpStatusCode.OK);

        tag.ShouldBe((await ReadAsync(owner)).Tag);
        (await SaveAsync(owner, definition, tag)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_was_rolled_back_to_can_be_saved_and_an_older_opening_not()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var owner = await app.SignInAsync("process-owner");
        var (definition, _) = await ReadAsync(owner);
        definition["description"] = "second version";
        (await owner.PostAsync(Definitions, new { model = definition, publish = true })).ShouldBe(HttpStatusCode.OK);
        var (_, opened) = await ReadAsync(owner);

        using var reverted = await owner.Http.PostAsync($"{Definitions}/correction/revert/1", null);

        reverted.StatusCode.ShouldBe(HttpStatusCode.Created);
        var (draft, tag) = await ReadAsync(owner);
        reverted.Headers.ETag!.Tag.ShouldBe(tag);
        (await SaveAsync(owner, draft, opened)).Status.ShouldBe(HttpStatusCode.PreconditionFailed);
        (await SaveAsync(owner, draft, tag)).Status.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_version_is_deleted_by_its_id_as_Studios_history_does()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var owner = await app.SignInAsync("process-owner");
        var (definition, _) = await ReadAsync(owner);
        var first = (string)definition["id"]!;
        (await owner.PostAsync(Definitions, new { model = definition, publish = true })).ShouldBe(HttpStatusCode.OK);
        definition["description"] = "second version";
        (await owner.PostAsync(Definitions, new { model = definition, publish = true })).ShouldBe(HttpStatusCode.OK);

        (await owner.DeleteAsync($"/elsa/api/workflow-definition-versions/{first}")).ShouldBe(HttpStatusCode.NoContent);

        (await owner.GetAsync($"{Definitions}/by-id/{first}")).ShouldBe(HttpStatusCode.NotFound);
        (await owner.DeleteAsync($"/elsa/api/workflow-definition-versions/{first}")).ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<(JsonObject Definition, string Tag)> ReadAsync(ApiClient owner)
    {
        using var response = await owner.Http.GetAsync(
            $"{Definitions}/by-definition-id/correction?versionOptions=Latest"
        );
        var body = await response.Content.ReadAsStringAsync();
        return (JsonNode.Parse(body)!.AsObject(), response.Headers.ETag!.Tag);
    }

    private static async Task<(HttpStatusCode Status, string? Tag)> SaveAsync(
        ApiClient owner,
        JsonObject definition,
        string? tag
    )
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Definitions);
        request.Content = JsonContent.Create(new { model = definition, publish = false });
        request.Headers.Add("If-Match", tag);
        using var response = await owner.Http.SendAsync(request);
        return (response.StatusCode, response.Headers.ETag?.Tag);
    }

    private static JsonNode Nodes(string json) => JsonNode.Parse(json)!;
}

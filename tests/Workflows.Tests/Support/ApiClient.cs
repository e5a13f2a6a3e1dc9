using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace Workflows.Tests.Support;

/// <summary>The REST API as one person uses it.</summary>
public sealed class ApiClient(HttpClient http, string user)
{
    public string User => user;
    public HttpClient Http => http;

    /// <summary>Somebody who has not signed in.</summary>
    public static ApiClient Anonymous(Uri address) =>
        new(new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address }, "");

    public static async Task<ApiClient> SignInAsync(Uri address, string user, string password = "demo")
    {
        var http = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = address };
        var client = new ApiClient(http, user);
        var session = (await client.PostAsync("/api/session", new { user, password })).ShouldBe(HttpStatusCode.OK);
        http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session.TokenText());
        return client;
    }

    /// <summary>Asks for answers in a language from now on.</summary>
    public ApiClient In(string language)
    {
        http.DefaultRequestHeaders.AcceptLanguage.Clear();
        http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(language);
        return this;
    }

    public async Task<Reply> GetAsync(string path)
    {
        using var response = await http.GetAsync(path);
        return await Reply.ReadAsync(response);
    }

    public async Task<Reply> PostAsync(string path, object body)
    {
        using var response = await http.PostAsJsonAsync(path, body);
        return await Reply.ReadAsync(response);
    }

    public async Task<Reply> PostTextAsync(string path, string body)
    {
        using var content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        using var response = await http.PostAsync(path, content);
        return await Reply.ReadAsync(response);
    }

    public async Task<Reply> DeleteAsync(string path)
    {
        using var response = await http.DeleteAsync(path);
        return await Reply.ReadAsync(response);
    }

    /// <summary>Starts a correction.</summary>
    /// <returns>Its number.</returns>
    public async Task<string> StartAsync(JsonObject? draft = null)
    {
        var reply = await PostAsync("/api/cases", new { process = "correction", data = draft ?? Draft.Valid() });
        return reply.ShouldBe(HttpStatusCode.Created).Text("number");
    }

    public async Task<JsonObject> CaseAsync(string number) =>
        (await GetAsync($"/api/cases/{number}")).ShouldBe(HttpStatusCode.OK).Object;

    /// <summary>The person's open task in a case; the step where it matters.</summary>
    public async Task<OpenTask> TaskAsync(string number, string? step = null)
    {
        var mine = await TasksAsync(number);
        var wanted = mine.Where(t => step is null || t.Step == step).ToList();
        wanted.Count.ShouldBe(1, $"{user} has in {number}: {string.Join(", ", mine.Select(t => t.Step))}");
        return wanted[0];
    }

    /// <summary>The person's open tasks in a case.</summary>
    public async Task<IReadOnlyList<OpenTask>> TasksAsync(string number)
    {
        var reply = (await GetAsync("/api/tasks")).ShouldBe(HttpStatusCode.OK);
        return [.. reply.Items().Select(OpenTask.Read).Where(t => t.Number == number)];
    }

    /// <summary>Decides, and leaves it to the test to look at the answer.</summary>
    public Task<Reply> TryDecideAsync(
        OpenTask task,
        string outcome,
        string? comment = null,
        JsonObject? data = null,
        string? returnTo = null
    ) =>
        PostAsync(
            $"/api/tasks/{task.Id}/decide",
            new
            {
                outcome,
                comment,
                data,
                returnTo,
                revision = task.Revision,
            }
        );

    /// <summary>Decides the person's task of the case; it must succeed.</summary>
    public async Task DecideAsync(
        string number,
        string outcome,
        string? comment = null,
        JsonObject? data = null,
        string? returnTo = null,
        string? step = null
    )
    {
        var reply = await TryDecideAsync(await TaskAsync(number, step), outcome, comment, data, returnTo);
        reply.ShouldBe(HttpStatusCode.OK);
    }
}

/// <summary>A task as the list shows it.</summary>
public sealed record OpenTask(Guid Id, string Number, string Step, int Revision, DateTimeOffset? Due)
{
    public static OpenTask Read(JsonNode? task) =>
        new(
            Guid.Parse((string)task!["id"]!),
            (string)task["number"]!,
            (string)task["step"]!,
            (int)task["revision"]!,
            (DateTimeOffset?)task["due"]
        );
}

/// <summary>An answer of the API.</summary>
public sealed record Reply(HttpStatusCode Status, string Body, string ContentType)
{
    public static async Task<Reply> ReadAsync(HttpResponseMessage response) =>
        new(
            response.StatusCode,
            await response.Content.ReadAsStringAsync(),
            response.Content.Headers.ContentType?.MediaType ?? ""
        );

    public JsonObject Object => JsonNode.Parse(Body)!.AsObject();

    /// <summary>The rows of a list, whether it is bare or a page with <c>items</c>.</summary>
    public JsonArray Items() => JsonNode.Parse(Body) is JsonArray bare ? bare : Object["items"]!.AsArray();

    public string Text(string name) => (string)Object[name]!;

    public string TokenText() => Object["token"] is { } token ? (string)token! : Text("accessToken");

    /// <summary>The fields that a problem names, as JSON pointers.</summary>
    public IReadOnlyList<string> ErrorFields()
    {
        ContentType.ShouldBe("application/problem+json", Body);
        return [.. Object["errors"]!.AsObject().Select(e => e.Key)];
    }

    public Reply ShouldBe(HttpStatusCode status)
    {
        Status.ShouldBe(status, Body);
        return this;
    }
}

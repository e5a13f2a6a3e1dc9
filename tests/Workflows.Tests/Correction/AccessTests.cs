using System.Net;
using Workflows.Tests.Support;

namespace Workflows.Tests.Correction;

/// <summary>Who may see and do what, checked on the server (design rule 6). What somebody may not know of does not exist.</summary>
public sealed class AccessTests(SharedApps apps)
{
    [Fact]
    public async Task Who_has_no_part_in_a_case_finds_neither_it_nor_its_tasks()
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);
        var number = await company.StartAsync();
        var task = await (await company.As("cs-manager")).TaskAsync(number);
        var stranger = await company.As("warehouse");

        (await stranger.GetAsync($"/api/cases/{number}")).ShouldBe(HttpStatusCode.NotFound);
        (await stranger.GetAsync($"/api/tasks/{task.Id}")).ShouldBe(HttpStatusCode.NotFound);
        (await stranger.TryDecideAsync(task, "Approved")).ShouldBe(HttpStatusCode.NotFound);
        (await stranger.TasksAsync(number)).ShouldBeEmpty();
        (await company.WaitingStepsAsync(number)).ShouldBe(["cs-manager-review"]);
    }

    [Fact]
    public async Task Who_may_see_a_task_but_not_end_it_is_refused()
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);
        var number = await company.StartAsync();
        var task = await (await company.As("cs-manager")).TaskAsync(number);

        (await (await company.As("cs")).TryDecideAsync(task, "Approved")).ShouldBe(HttpStatusCode.Forbidden);
        (await company.WaitingStepsAsync(number)).ShouldBe(["cs-manager-review"]);
    }

    [Fact]
    public async Task Only_those_whom_the_process_names_may_start_it()
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);

        var reply = await (await company.As("finance")).PostAsync(
            "/api/cases",
            new { process = "correction", data = Draft.Valid() }
        );

        reply.ShouldBe(HttpStatusCode.Forbidden).ContentType.ShouldBe("application/problem+json");
    }

    [Theory]
    [InlineData("/api/tasks")]
    [InlineData("/api/processes")]
    [InlineData("/api/cases/GZ-202611-0001")]
    [InlineData("/elsa/api/workflow-definitions")]
    public async Task The_api_asks_for_a_sign_in(string path)
    {
        using var http = ApiClient.Anonymous((await apps.On(Database.Sqlite)).Address).Http;

        (await http.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/cases")]
    [InlineData("/new")]
    [InlineData("/studio")]
    public async Task Pages_send_to_the_sign_in(string path)
    {
        using var http = ApiClient.Anonymous((await apps.On(Database.Sqlite)).Address).Http;

        using var reply = await http.GetAsync(path);

        reply.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        reply.Headers.Location!.ToString().ShouldContain("/account/sign-in");
    }

    [Theory]
    [InlineData("cs")]
    [InlineData("gm")]
    public async Task Flows_are_for_process_owners_only(string user)
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);
        const string definitions = "/elsa/api/workflow-definitions";

        (await (await company.As(user)).GetAsync(definitions)).ShouldBe(HttpStatusCode.Forbidden);
        (await (await company.As(user)).PostAsync(definitions, new { })).ShouldBe(HttpStatusCode.Forbidden);
        (await (await company.As("process-owner")).GetAsync(definitions)).ShouldBe(HttpStatusCode.OK);
    }

    [Theory]
    [InlineData("cs", "wrong")]
    [InlineData("nobody", "demo")]
    [InlineData("", "")]
    public async Task A_wrong_sign_in_does_not_say_what_was_wrong(string user, string password)
    {
        var anybody = ApiClient.Anonymous((await apps.On(Database.Sqlite)).Address);

        var reply = await anybody.PostAsync("/api/session", new { user, password });

        reply.Status.ShouldBeOneOf(HttpStatusCode.Unauthorized, HttpStatusCode.BadRequest);
        reply.Body.ShouldNotContain("token", Case.Insensitive);
    }

    [Fact]
    public async Task Every_role_of_the_policy_has_somebody_who_can_sign_in()
    {
        var address = (await apps.On(Database.Sqlite)).Address;
        string[] roles =
        [
            "cs",
            "cs-manager",
            "marketing",
            "sales-manager",
            "sales-vp",
            "vp",
            "gm",
            "gm-office",
            "rnd",
            "finance",
            "warehouse",
            "hr",
            "info",
            "telesales",
            "telesales-lead",
            "regional-manager",
            "sales-admin",
            "technician",
            "process-owner",
            "admin",
            "cs2",
            "marketing2",
        ];

        foreach (var role in roles)
            (await (await ApiClient.SignInAsync(address, role)).GetAsync("/api/tasks")).ShouldBe(HttpStatusCode.OK);
    }
}

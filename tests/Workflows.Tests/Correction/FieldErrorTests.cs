using System.Net;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Tests.Support;

namespace Workflows.Tests.Correction;

/// <summary>Wrong input is named at its field and changes nothing (design rule 7).</summary>
public sealed class FieldErrorTests(SharedApps apps)
{
    public static TheoryData<string, string, string> WrongDrafts =>
        new()
        {
            { "no customer", """{"customerId":null}""", "/customerId" },
            { "an unknown customer", """{"customerId":"C99999"}""", "/customerId" },
            { "a number where a customer belongs", """{"customerId":7}""", "/customerId" },
            { "no changes", """{"changes":[]}""", "/changes" },
            { "a change of no field", """{"changes":[{"field":"","wrong":"a","right":"b"}]}""", "/changes/0/field" },
            {
                "a change of an unknown field",
                """{"changes":[{"field":"salary","wrong":"a","right":"b"}]}""",
                "/changes/0/field"
            },
            { "a change to nothing", """{"changes":[{"field":"phone","wrong":"a"}]}""", "/changes/0/right" },
            { "a text where rows belong", """{"changes":"phone"}""", "/changes" },
            { "no cause", """{"cause":""}""", "/cause" },
            { "a cause of blanks", """{"cause":"   "}""", "/cause" },
            { "no remedy", """{"remedy":null}""", "/remedy" },
            { "no department", """{"departments":[]}""", "/departments" },
            { "an unknown department", """{"departments":[{"department":"moon"}]}""", "/departments/0/department" },
            {
                "a date that is none",
                """{"departments":[{"department":"rnd","due":"tomorrow"}]}""",
                "/departments/0/due"
            },
            { "a field that the form has not", """{"bribe":"1000"}""", "/bribe" },
        };

    [Theory, MemberData(nameof(WrongDrafts))]
    public async Task A_draft_with_a_wrong_field_is_refused_at_the_field_C(string what, string wrong, string field)
    {
        var app = await apps.On(Database.Sqlite);
        var cs = await new Company(app.Address).As("cs");
        var draft = Draft.Valid();
        foreach (var (name, value) in JsonNode.Parse(wrong)!.AsObject())
        {
            if (value is null)
                draft.Remove(name);
            else
                draft[name] = value.DeepClone();
        }

        var reply = await cs.PostAsync("/api/cases", new { process = "correction", data = draft });

        reply.ShouldBe(HttpStatusCode.BadRequest).ErrorFields().ShouldBe([field], $"{what}: {reply.Body}");
    }

    [Fact]
    public async Task All_wrong_fields_are_named_at_once()
    {
        var cs = await new Company((await apps.On(Database.Sqlite)).Address).As("cs");

        var reply = await cs.PostAsync("/api/cases", new { process = "correction", data = new JsonObject() });

        reply
            .ShouldBe(HttpStatusCode.BadRequest)
            .ErrorFields()
            .ShouldBe(["/customerId", "/changes", "/cause", "/affected", "/remedy", "/departments"], ignoreOrder: true);
    }

    [Theory]
    [InlineData("zh-CN,zh;q=0.9", "必")]
    [InlineData("zh-TW", "必")]
    [InlineData("en-US", "required")]
    public async Task Errors_are_told_in_the_language_of_the_caller(string accepts, string word)
    {
        var cs = await ApiClient.SignInAsync((await apps.On(Database.Sqlite)).Address, "cs");
        cs.Http.DefaultRequestHeaders.Add("Accept-Language", accepts);

        var reply = await cs.PostAsync("/api/cases", new { process = "correction", data = new JsonObject() });

        reply.Object["errors"]!["/cause"]!.ToJsonString(PlainJson.Readable).ToLowerInvariant().ShouldContain(word);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("""{"process":"correction"}""")]
    [InlineData("""{"process":"correction","data":"text"}""")]
    [InlineData("""{"process":7,"data":{}}""")]
    [InlineData("""{"data":{}}""")]
    public async Task A_body_that_is_no_start_of_a_case_is_a_problem_and_no_crash(string body)
    {
        var app = await apps.On(Database.Sqlite);
        var cs = await new Company(app.Address).As("cs");

        var reply = await cs.PostTextAsync("/api/cases", body);

        reply.ShouldBe(HttpStatusCode.BadRequest).ContentType.ShouldBe("application/problem+json");
    }

    [Fact]
    public async Task An_unknown_process_is_not_found()
    {
        var cs = await new Company((await apps.On(Database.Sqlite)).Address).As("cs");

        (await cs.PostAsync("/api/cases", new { process = "moonwalk", data = new { } })).ShouldBe(
            HttpStatusCode.NotFound
        );
        (await cs.GetAsync("/api/processes/moonwalk")).ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_wrong_report_changes_nothing_and_the_task_waits_on()
    {
        var app = await apps.On(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await company.StartAtAsync("report");
        var cs = await company.As("cs");
        var before = await app.InDbAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Number == number));

        var reply = await cs.TryDecideAsync(
            await cs.TaskAsync(number),
            "Done",
            data: new JsonObject { ["report"] = "" }
        );

        reply.ShouldBe(HttpStatusCode.BadRequest).ErrorFields().ShouldBe(["/report"]);
        var after = await app.InDbAsync(db => db.Cases.AsNoTracking().SingleAsync(c => c.Number == number));
        (after.Revision, after.Data, after.TimelineLength).ShouldBe(
            (before.Revision, before.Data, before.TimelineLength)
        );
    }

    [Fact]
    public async Task An_outcome_that_the_task_has_not_is_refused()
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);
        var number = await company.StartAsync();
        var manager = await company.As("cs-manager");

        var reply = await manager.TryDecideAsync(await manager.TaskAsync(number), "Exploded");

        reply.ShouldBe(HttpStatusCode.BadRequest);
        (await company.WaitingStepsAsync(number)).ShouldBe(["cs-manager-review"]);
    }
}

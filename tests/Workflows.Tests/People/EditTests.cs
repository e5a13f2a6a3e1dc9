using System.Net;
using System.Net.Http.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Tests.Support;

namespace Workflows.Tests.People;

/// <summary>Two administrators at once (issue 5, point 5): the second is told, and nothing typed is lost.</summary>
public sealed class EditTests
{
    [Theory, CombineDatabases]
    public async Task The_second_of_two_administrators_is_told_and_sees_what_the_first_changed(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var admin = await app.SignInAsync("admin");
        using var browser = await Page.SignInAsync(app.Address, "admin");
        var id = await app.InDbAsync(db => db.People.Where(p => p.SignInName == "rnd").Select(p => p.Id).SingleAsync());
        var form = await Page.GetAsync(browser, $"/people/edit/{id}");
        var read = (await admin.GetAsync("/api/people/rnd")).Object;
        object Changed(string email, string department) =>
            new
            {
                name = read["name"],
                email,
                department,
                supervisor = read["supervisor"],
                roles = read["roles"],
                validFrom = read["validFrom"],
                joinedOn = read["joinedOn"],
                language = read["language"],
                revision = read["revision"],
            };

        (await PutAsync(admin, Changed("first@example.test", "finance"))).ShouldBe(HttpStatusCode.OK);

        var stale = await PutAsync(admin, Changed("late@example.test", "rnd"));
        stale.ShouldBe(HttpStatusCode.Conflict).Text("code").ShouldBe("people.changedMeanwhile");
        var told = await form.SubmitAsync(form.Form("main form"), new() { ["Typed.Email"] = "second@example.test" });
        told.Text.ShouldContain("已被他人更改");
        told.Text.ShouldContain("现有资料为：first@example.test");
        told.Text.ShouldContain("现有资料为：财务部");
        told.Document.QuerySelectorAll(".value-now").Length.ShouldBe(2, "what is the same is not pointed at");
        told.Document.QuerySelector("#email")!.GetAttribute("value").ShouldBe("second@example.test");
        var saved = await told.SubmitAsync(told.Form("main form"));
        saved.Address.AbsolutePath.ShouldBe($"/people/{id}", saved.Text);
        var now = (await admin.GetAsync("/api/people/rnd")).Object;
        ((string?)now["email"]).ShouldBe("second@example.test");
        ((int)now["revision"]!).ShouldBe(2);
    }

    [Fact]
    public async Task A_supervisor_who_has_left_is_not_silently_taken_off_when_something_else_is_changed()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var admin = await app.SignInAsync("admin");
        (await admin.PostAsync("/api/people/vp/deactivate", new { })).ShouldBe(HttpStatusCode.NoContent);
        using var browser = await Page.SignInAsync(app.Address, "admin");
        var id = await app.InDbAsync(db => db.People.Where(p => p.SignInName == "rnd").Select(p => p.Id).SingleAsync());

        var form = await Page.GetAsync(browser, $"/people/edit/{id}");
        await form.SubmitAsync(form.Form("main form"), new() { ["Typed.Email"] = "other@example.test" });

        var row = (await admin.GetAsync("/api/people/rnd")).Object;
        ((string?)row["email"], (string?)row["supervisor"]).ShouldBe(("other@example.test", "vp"));
    }

    private static async Task<Reply> PutAsync(ApiClient client, object body)
    {
        using var response = await client.Http.PutAsJsonAsync("/api/people/rnd", body);
        return await Reply.ReadAsync(response);
    }
}

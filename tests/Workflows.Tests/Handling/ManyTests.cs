using System.Net;
using Workflows.Tests.Support;

namespace Workflows.Tests.Handling;

/// <summary>Bulk decide 批量办理: each is a decision of its own.</summary>
public sealed class ManyTests
{
    [Fact]
    public async Task What_is_refused_for_one_leaves_the_others_alone()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        string[] numbers = [await company.StartAsync(), await company.StartAsync(), await company.StartAsync()];
        var manager = await company.As("cs-manager");
        var tasks = new List<OpenTask>();
        foreach (var number in numbers)
            tasks.Add(await manager.TaskAsync(number));
        await manager.DecideAsync(numbers[1], "Rejected", "不成立");

        var reply = await manager.PostAsync(
            "/api/tasks/decide",
            new
            {
                tasks = tasks.Select(t => new { id = t.Id, revision = t.Revision }),
                outcome = "Approved",
                comment = "同意",
            }
        );

        reply.ShouldBe(HttpStatusCode.OK).Items().Select(r => (bool)r!["decided"]!).ShouldBe([true, false, true]);
        ((string)reply.Items()[1]!["code"]!).ShouldBe("task.alreadyDecided");
        (await company.WaitingStepsAsync(numbers[0])).ShouldBe(["gm-approval"]);
        (await company.WaitingStepsAsync(numbers[1])).ShouldBeEmpty();
        (await company.WaitingStepsAsync(numbers[2])).ShouldBe(["gm-approval"]);
    }

    [Fact]
    public async Task The_inbox_ends_what_was_ticked_and_says_what_became_of_each()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        string[] numbers = [await company.StartAsync(), await company.StartAsync()];
        using var browser = await Page.SignInAsync(app.Address, "cs-manager");
        var inbox = await Page.GetAsync(browser, "/");
        foreach (var box in inbox.Document.QuerySelectorAll("input[name=pick]"))
            ((AngleSharp.Html.Dom.IHtmlInputElement)box).IsChecked = true;

        var noReason = await inbox.SubmitAsync(
            inbox.Form("#bulk"),
            button: inbox.Document.QuerySelector("#bulk button[value=Rejected]")
        );
        noReason.Document.QuerySelector("#bulk .field-error").ShouldNotBeNull(noReason.Text);
        noReason.Document.QuerySelectorAll("input[name=pick][checked]").Length.ShouldBe(2, "ticks stay");
        var done = await noReason.SubmitAsync(
            noReason.Form("#bulk"),
            new() { ["comment"] = "核实无误" },
            noReason.Document.QuerySelector("#bulk button[value=Approved]")
        );

        done.Document.QuerySelectorAll(".result-list .done").Length.ShouldBe(2, done.Text);
        foreach (var number in numbers)
            (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    [Fact]
    public async Task Nothing_ticked_is_said()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        await company.StartAsync();
        await company.StartAsync();
        using var browser = await Page.SignInAsync(app.Address, "cs-manager");
        var inbox = await Page.GetAsync(browser, "/");

        var again = await inbox.SubmitAsync(
            inbox.Form("#bulk"),
            button: inbox.Document.QuerySelector("#bulk button[value=Approved]")
        );

        again.Document.QuerySelector("#pick-error").ShouldNotBeNull();
    }
}

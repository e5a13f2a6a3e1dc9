using System.Net;
using System.Text.Json.Nodes;
using Workflows.Tests.Support;

namespace Workflows.Tests.Handling;

/// <summary>Add-sign 加签: others have their say on an approval, and to the flow it is one approval.</summary>
public sealed class SignerTests(SharedApps apps)
{
    [Theory, CombineDatabases]
    public async Task Signers_before_give_their_opinion_and_the_holder_decides_in_the_end(Database kind)
    {
        var app = await apps.On(kind);
        var company = new Company(app.Address);
        var (number, manager, task) = await ReviewAsync(company);

        (await AddAsync(manager, task, "Before", "All", "rnd", "finance")).ShouldBe(HttpStatusCode.OK);

        var held = await manager.TaskAsync(number);
        (await manager.TryDecideAsync(held, "Approved"))
            .ShouldBe(HttpStatusCode.Conflict)
            .Text("code")
            .ShouldBe("task.isHeld");
        await (await company.As("rnd")).DecideAsync(number, "Agreed");
        (
            await (await company.As("finance")).TryDecideAsync(
                await (await company.As("finance")).TaskAsync(number),
                "Disagreed"
            )
        )
            .ShouldBe(HttpStatusCode.BadRequest)
            .ErrorFields()
            .ShouldBe(["/comment"]);
        await (await company.As("finance")).DecideAsync(number, "Disagreed", "费用过高");
        var free = await TaskOfAsync(manager, number);
        free["mayDecide"]!.GetValue<bool>().ShouldBeTrue("an opinion is no decision");
        free["added"]!.AsArray().Select(a => (string)a!["outcome"]!).ShouldBe(["Agreed", "Disagreed"]);
        (await Mailbox.AwaitAsync(app.Database, "cs-manager", number, "意见已到齐")).DecideLinks().Count.ShouldBe(3);
        await manager.DecideAsync(number, "Approved");
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    [Theory, CombineDatabases]
    public async Task Signers_after_are_asked_when_the_holder_has_approved_and_must_approve_too(Database kind)
    {
        var company = new Company((await apps.On(kind)).Address);
        var (number, manager, task) = await ReviewAsync(company);
        await AddAsync(manager, task, "After", "InOrder", "rnd", "finance");
        var (rnd, finance) = (await company.As("rnd"), await company.As("finance"));
        (await rnd.TasksAsync(number)).ShouldBeEmpty();

        await manager.DecideAsync(number, "Approved");

        (await finance.TasksAsync(number)).ShouldBeEmpty("one after the other");
        await rnd.DecideAsync(number, "Approved");
        (await company.WaitingStepsAsync(number)).ShouldBe(["cs-manager-review"]);
        await finance.DecideAsync(number, "Approved");
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    [Fact]
    public async Task A_signer_after_who_returns_it_sends_the_case_back()
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);
        var (number, manager, task) = await ReviewAsync(company);
        await AddAsync(manager, task, "After", "All", "rnd", "finance");
        await manager.DecideAsync(number, "Approved");

        await (await company.As("finance")).DecideAsync(number, "Returned", "补充费用");

        (await company.WaitingStepsAsync(number)).ShouldBe(["revise-draft"]);
        (await (await company.As("rnd")).TasksAsync(number)).ShouldBeEmpty();
    }

    [Theory, CombineDatabases]
    public async Task Beside_the_holder_both_sides_must_approve_whichever_comes_first(Database kind)
    {
        var company = new Company((await apps.On(kind)).Address);
        var (number, manager, task) = await ReviewAsync(company);
        await AddAsync(manager, task, "Parallel", "Any", "rnd", "finance");

        await manager.DecideAsync(number, "Approved");
        (await company.WaitingStepsAsync(number)).ShouldBe(["cs-manager-review", "cs-manager-review"]);
        await (await company.As("finance")).DecideAsync(number, "Approved");

        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"], "any one of the two suffices");
        (await (await company.As("rnd")).TasksAsync(number)).ShouldBeEmpty();
    }

    [Fact]
    public async Task One_rejection_beside_the_holder_ends_it_for_all()
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);
        var (number, manager, task) = await ReviewAsync(company);
        await AddAsync(manager, task, "Parallel", "All", "rnd", "finance");

        await (await company.As("rnd")).DecideAsync(number, "Rejected", "不成立");

        (await company.WaitingStepsAsync(number)).ShouldBeEmpty();
        (await manager.TasksAsync(number)).ShouldBeEmpty();
        ((string)(await manager.CaseAsync(number))["status"]!).ShouldBe("Refused");
    }

    [Theory, CombineDatabases]
    public async Task A_signer_who_is_taken_out_is_no_longer_waited_for(Database kind)
    {
        var company = new Company((await apps.On(kind)).Address);
        var (number, manager, task) = await ReviewAsync(company);
        await AddAsync(manager, task, "After", "All", "rnd", "finance");
        await manager.DecideAsync(number, "Approved");
        await (await company.As("finance")).DecideAsync(number, "Approved");
        var path = $"/api/tasks/{task.Id}/signers/";
        (await (await company.As("rnd")).DeleteAsync(path + "rnd")).ShouldBe(HttpStatusCode.Forbidden);
        (await manager.DeleteAsync(path + "finance"))
            .ShouldBe(HttpStatusCode.Conflict)
            .Text("code")
            .ShouldBe("task.noSuchSigner");

        (await manager.DeleteAsync(path + "rnd")).ShouldBe(HttpStatusCode.NoContent);

        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    [Theory, CombineDatabases]
    public async Task Two_signers_who_approve_at_once_move_the_case_on_once(Database kind)
    {
        var app = await apps.On(kind);
        var company = new Company(app.Address);
        var (number, manager, task) = await ReviewAsync(company);
        await AddAsync(manager, task, "After", "All", "rnd", "finance");
        await manager.DecideAsync(number, "Approved");
        var (rnd, finance) = (await company.As("rnd"), await company.As("finance"));
        var (one, other) = (await rnd.TaskAsync(number), await finance.TaskAsync(number));

        var replies = await Task.WhenAll(
            rnd.TryDecideAsync(one, "Approved"),
            finance.TryDecideAsync(other, "Approved")
        );

        replies.ShouldAllBe(r => r.Status == HttpStatusCode.OK);
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
    }

    [Fact]
    public async Task A_signer_hands_the_signature_over_and_the_others_counts()
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);
        var (number, manager, task) = await ReviewAsync(company);
        await AddAsync(manager, task, "Before", "All", "rnd");
        var rnd = await company.As("rnd");
        var sign = await rnd.TaskAsync(number);

        var handed = new
        {
            to = "hr",
            reason = "不了解此事",
            revision = sign.Revision,
        };
        (await rnd.PostAsync($"/api/tasks/{sign.Id}/transfer", handed)).ShouldBe(HttpStatusCode.OK);
        await (await company.As("hr")).DecideAsync(number, "Agreed");

        var free = await TaskOfAsync(manager, number);
        free["mayDecide"]!.GetValue<bool>().ShouldBeTrue();
        ((string)free["added"]!.AsArray().Single()!["name"]!).ShouldBe("高敏");
    }

    [Fact]
    public async Task Neither_the_applicant_nor_the_holder_can_be_added_nor_anybody_twice()
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);
        var (number, manager, task) = await ReviewAsync(company);

        foreach (var wrong in new[] { "cs", "cs-manager", "nobody", "" })
            (await AddAsync(manager, task, "Before", "All", wrong))
                .ShouldBe(HttpStatusCode.BadRequest)
                .ErrorFields()
                .ShouldBe(["/to"], wrong);
        (await AddAsync(await company.As("cs"), task, "Before", "All", "rnd")).ShouldBe(HttpStatusCode.Forbidden);
        await AddAsync(manager, task, "After", "All", "rnd");
        (await AddAsync(manager, await manager.TaskAsync(number), "Before", "All", "rnd"))
            .ErrorFields()
            .ShouldBe(["/to"]);
    }

    [Fact]
    public async Task The_task_page_adds_signers_shows_what_they_said_and_takes_them_out()
    {
        var app = await apps.On(Database.Sqlite);
        var company = new Company(app.Address);
        var (number, _, task) = await ReviewAsync(company);
        using var browser = await Page.SignInAsync(app.Address, "cs-manager");
        var page = await Page.GetAsync(browser, $"/tasks/{task.Id}");
        var button = page.Document.QuerySelector("button[value=sign]");

        var refused = await page.SubmitAsync(page.Form("#case-form"), new() { ["sign.words"] = "看质量" }, button);
        refused.Document.QuerySelector("#sign-to-error").ShouldNotBeNull(refused.Text);
        refused.Document.QuerySelector("#sign-words")!.TextContent.ShouldBe("看质量");
        var added = await refused.SubmitAsync(
            refused.Form("#case-form"),
            new() { ["sign.to"] = "rnd", ["sign.place"] = "Before" },
            button
        );

        added.Text.ShouldContain("等待加签意见");
        using var signer = await Page.SignInAsync(app.Address, "rnd");
        var sign = await (await company.As("rnd")).TaskAsync(number);
        var shown = await Page.GetAsync(signer, $"/tasks/{sign.Id}");
        shown.Text.ShouldContain("陈慧敏 请您先给出意见");
        shown.Text.ShouldContain("看质量");
        var outBy = added.Document.QuerySelector("button[value='unsign:rnd']");
        var free = await added.SubmitAsync(added.Form("#case-form"), [], outBy);
        free.Document.QuerySelector("button[value=Approved]").ShouldNotBeNull(free.Text);
        (await Page.GetAsync(browser, $"/cases/{number}")).Text.ShouldContain("在「客服部经理审核」减签：沈立新");
    }

    private static async Task<(string Number, ApiClient Manager, OpenTask Task)> ReviewAsync(Company company)
    {
        var number = await company.StartAsync();
        var manager = await company.As("cs-manager");
        return (number, manager, await manager.TaskAsync(number));
    }

    private static Task<Reply> AddAsync(ApiClient who, OpenTask task, string place, string rule, params string[] to) =>
        who.PostAsync(
            $"/api/tasks/{task.Id}/signers",
            new
            {
                to,
                place,
                rule,
                words = "请看",
                revision = task.Revision,
            }
        );

    private static async Task<JsonObject> TaskOfAsync(ApiClient who, string number) =>
        (await who.GetAsync($"/api/tasks/{(await who.TaskAsync(number)).Id}")).ShouldBe(HttpStatusCode.OK).Object;
}

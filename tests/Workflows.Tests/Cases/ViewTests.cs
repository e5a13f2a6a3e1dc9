using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.Tasks;
using Workflows.Cases.Views;
using Workflows.Tests.Support;

namespace Workflows.Tests.Cases;

/// <summary>What people see of cases, and what they do not.</summary>
public sealed class ViewTests
{
    [Theory, CombineDatabases]
    public async Task Lists_and_pages_show_a_person_what_is_theirs_to_see(Database kind)
    {
        await using var business = await Business.OpenAsync(kind);
        var first = await business.StartAsync();
        var second = await business.StartAsync("cs2");

        (await AppliedByAsync(business, "cs", new CaseFilter())).Items.Select(c => c.Number).ShouldBe([first.Number]);
        (await VisibleToAsync(business, "cs-manager", new CaseFilter())).Total.ShouldBe(2);
        (await VisibleToAsync(business, "gm", new CaseFilter(), new Paging(2, 1))).Items.ShouldHaveSingleItem();
        (await VisibleToAsync(business, "finance", new CaseFilter())).Total.ShouldBe(0);
        (await VisibleToAsync(business, "gm", new CaseFilter(second.Number.ToLowerInvariant()))).Total.ShouldBe(1);
        (await VisibleToAsync(business, "gm", new CaseFilter("恒远"))).Total.ShouldBe(2);
        (await VisibleToAsync(business, "gm", new CaseFilter("%"))).Total.ShouldBe(0);
        (await VisibleToAsync(business, "gm", new CaseFilter(null, CaseStatus.Refused))).Total.ShouldBe(0);
    }

    [Theory, CombineDatabases]
    public async Task A_case_shows_where_its_flow_stands(Database kind)
    {
        await using var business = await Business.OpenAsync(kind);
        var one = await business.StartAsync();

        var open = await ViewAsync(business, one.Number, "cs");
        open.Position.Current.ShouldBe(["csManagerReview"]);
        open.OpenTasks.ShouldHaveSingleItem().CandidateText.Hans.ShouldBe("客服部经理");
        open.MayWithdraw.ShouldBeTrue();
        await business.DecideAsync(open.OpenTasks[0].TaskId, "cs-manager", new Decision("Approved"));

        var after = await ViewAsync(business, one.Number, "cs");
        (after.Position.Done.Single(), after.Position.Current.Count, after.MayWithdraw).ShouldBe(
            ("csManagerReview", 0, false)
        );
        after.Timeline.Select(e => e.Kind).ShouldBe(["case.opened", "task.opened", "task.decided"]);
        (await Should.ThrowAsync<RefusedException>(() => ViewAsync(business, one.Number, "finance"))).Kind.ShouldBe(
            RefusalKind.NotFound
        );
    }

    [Fact]
    public async Task The_applicant_may_withdraw_until_the_first_decision()
    {
        await using var business = await Business.OpenAsync(Database.Sqlite);
        var taken = await business.StartAsync();
        var decided = await business.StartAsync();
        await business.DecideAsync((await business.TaskOfAsync(decided.Id)).Id, "cs-manager", new Decision("Approved"));

        (await WithdrawAsync(business, taken.Number, "cs")).Status.ShouldBe(CaseStatus.Withdrawn);
        (await Should.ThrowAsync<RefusedException>(() => WithdrawAsync(business, decided.Number, "cs"))).Code.ShouldBe(
            "case.tooLateToWithdraw"
        );
        (
            await Should.ThrowAsync<RefusedException>(() => WithdrawAsync(business, decided.Number, "cs-manager"))
        ).Code.ShouldBe("case.notYours");
    }

    private static Task<Workflows.Cases.Cases.Case> WithdrawAsync(Business business, string number, string person) =>
        business.AskAsync<WithdrawCase, Workflows.Cases.Cases.Case>(w =>
            w.RunAsync(number, null, business.As(person), default)
        );

    private static Task<PageOf<CaseRow>> AppliedByAsync(Business business, string person, CaseFilter filter) =>
        business.AskAsync<CaseList, PageOf<CaseRow>>(l =>
            l.AppliedByAsync(business.Person(person), filter, new Paging(), default)
        );

    private static Task<PageOf<CaseRow>> VisibleToAsync(
        Business business,
        string person,
        CaseFilter filter,
        Paging? paging = null
    ) =>
        business.AskAsync<CaseList, PageOf<CaseRow>>(l =>
            l.VisibleToAsync(business.Person(person), filter, paging ?? new Paging(), default)
        );

    private static Task<CaseDetails> ViewAsync(Business business, string number, string person) =>
        business.AskAsync<CaseView, CaseDetails>(v => v.FindAsync(number, business.Person(person), default));
}

using System.Text.Json.Nodes;
using Workflows.Cases;
using Workflows.Cases.MailLinks;
using Workflows.Cases.People;
using Workflows.Cases.Tasks;
using Workflows.Cases.Views;
using Workflows.Tests.Support;

namespace Workflows.Tests.Cases;

/// <summary>Claiming, saving for later, deciding by link: the rules of a task.</summary>
public sealed class TaskTests
{
    [Theory, CombineDatabases]
    public async Task Who_claims_first_has_the_task_until_released(Database kind)
    {
        await using var business = await ForCsAsync(kind);
        var task = await business.TaskOfAsync((await business.StartAsync("cs-manager")).Id);
        (await InboxAsync(business, "cs2")).ShouldBe([task.Id]);

        await ClaimAsync(business, task.Id, "cs");

        (await InboxAsync(business, "cs2")).ShouldBeEmpty();
        (await Should.ThrowAsync<RefusedException>(() => ClaimAsync(business, task.Id, "cs2"))).Code.ShouldBe(
            "task.claimedBy"
        );
        (await Should.ThrowAsync<RefusedException>(() => business.DecideAsync(task.Id, "cs2", Done))).Kind.ShouldBe(
            RefusalKind.Forbidden
        );
        await business.DoAsync<ReleaseTask>(r => r.RunAsync(task.Id, business.As("cs"), default));
        (await InboxAsync(business, "cs2")).ShouldBe([task.Id]);
        (await business.DecideAsync(task.Id, "cs2", Done)).Outcome.ShouldBe("Done");
        (await InboxAsync(business, "cs")).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_was_saved_for_later_is_there_again_and_leaves_no_trace_in_the_timeline()
    {
        await using var business = await ForCsAsync(Database.Sqlite);
        var one = await business.StartAsync("cs-manager");
        var task = await business.TaskOfAsync(one.Id);
        var draft = new JsonObject { ["executionNote"] = "写到一半" };

        var saved = await business.AskAsync<SaveDraft, CaseTask>(s =>
            s.RunAsync(task.Id, draft, null, task.Revision, business.As("cs"), default)
        );

        var shown = await ViewAsync(business, task.Id, "cs");
        (shown.FormData["executionNote"]!.ToString(), shown.Revision, shown.Timeline.Count).ShouldBe(
            ("写到一半", saved.Revision, 2)
        );
        (
            await Should.ThrowAsync<RefusedException>(() =>
                business.DecideAsync(task.Id, "cs", Done with { Revision = task.Revision })
            )
        ).Code.ShouldBe("task.changedMeanwhile");
    }

    [Fact]
    public async Task Nobody_approves_their_own_case_their_supervisor_does()
    {
        await using var business = await Business.OpenAsync(Database.Sqlite);

        var task = await business.TaskOfAsync((await business.StartAsync("cs-manager")).Id);

        task.AssigneeId.ShouldBe(business.Person("vp").Id);
    }

    [Theory, CombineDatabases]
    public async Task A_link_decides_once_for_its_person_and_dies_with_the_task(Database kind)
    {
        await using var business = await Business.OpenAsync(kind);
        var task = await business.TaskOfAsync((await business.StartAsync()).Id);
        var links = await IssueAsync(business, task.Id, "cs-manager");
        links.Tokens.Select(t => t.Outcome).ShouldBe(["Approved", "Returned", "Rejected"]);
        var approve = links.Tokens[0].Token;
        for (var i = 0; i < 3; i++)
            (await ReadAsync(business, approve)).State.ShouldBe(LinkState.Valid, "reading changes nothing");

        await DecideAsync(business, approve, task.Revision);

        var dead = await ReadAsync(business, links.Tokens[2].Token);
        (dead.State, dead.Task!.End!.PersonName, dead.Task.End.Outcome, dead.Task.End.Channel).ShouldBe(
            (LinkState.Decided, business.Person("cs-manager").Name, "Approved", Channel.Mail)
        );
        (await Should.ThrowAsync<RefusedException>(() => DecideAsync(business, approve, task.Revision))).Code.ShouldBe(
            "task.alreadyDecided"
        );
    }

    [Fact]
    public async Task A_link_expires_after_72_hours_and_an_invented_one_is_unknown()
    {
        await using var business = await Business.OpenAsync(Database.Sqlite);
        var task = await business.TaskOfAsync((await business.StartAsync()).Id);
        var token = (await IssueAsync(business, task.Id, "cs-manager")).Tokens[0].Token;
        business.Clock.Advance(TimeSpan.FromHours(72));

        (await ReadAsync(business, token)).State.ShouldBe(LinkState.Expired);
        (await Should.ThrowAsync<RefusedException>(() => DecideAsync(business, token, null))).Code.ShouldBe(
            "link.expired"
        );
        (await ReadAsync(business, new string('a', 43))).State.ShouldBe(LinkState.Unknown);
        (await ReadAsync(business, new string('a', 5000))).State.ShouldBe(LinkState.Unknown);
    }

    [Fact]
    public async Task A_link_of_a_person_who_no_longer_has_the_task_is_dead()
    {
        await using var business = await ForCsAsync(Database.Sqlite);
        business.Flow.First = id => Execution(id) with { FormKey = null, Step = "ask" };
        var task = await business.TaskOfAsync((await business.StartAsync("cs-manager")).Id);
        var token = (await IssueAsync(business, task.Id, "cs2")).Tokens[0].Token;
        (await ReadAsync(business, token)).State.ShouldBe(LinkState.Valid);

        await ClaimAsync(business, task.Id, "cs");

        (await ReadAsync(business, token)).State.ShouldBe(LinkState.Transferred);
        (await Should.ThrowAsync<RefusedException>(() => DecideAsync(business, token, null))).Kind.ShouldBe(
            RefusalKind.Forbidden
        );
    }

    private static Decision Done { get; } = new("Done", Data: new JsonObject { ["executionNote"] = "好" });

    private static async Task<Business> ForCsAsync(Database kind)
    {
        var business = await Business.OpenAsync(kind);
        business.Flow.First = Execution;
        return business;
    }

    private static NewTask Execution(Guid caseId) =>
        new()
        {
            CaseId = caseId,
            Step = "organise",
            Kind = TaskKind.Assign,
            Outcomes = ["Done"],
            Role = "cs",
            BookmarkId = "b",
            ActivityId = "organise",
        };

    private static async Task<IEnumerable<Guid>> InboxAsync(Business business, string person) =>
        (
            await business.AskAsync<TaskList, IReadOnlyList<TaskRow>>(l => l.ForAsync(business.Person(person), default))
        ).Select(t => t.TaskId);

    private static Task<TaskDetails> ViewAsync(Business business, Guid task, string person) =>
        business.AskAsync<TaskView, TaskDetails>(v => v.FindAsync(task, business.Person(person), default));

    private static Task ClaimAsync(Business business, Guid task, string person) =>
        business.DoAsync<ClaimTask>(c => c.RunAsync(task, business.As(person), default));

    private static async Task<IssuedTokens> IssueAsync(Business business, Guid task, string person) =>
        (
            await business.AskAsync<IssueTokens, IReadOnlyList<IssuedTokens>>(i =>
                i.RunAsync([(task, business.Person(person).Id)], default)
            )
        ).Single();

    private static Task<LinkTarget> ReadAsync(Business business, string token) =>
        business.AskAsync<ReadLink, LinkTarget>(r => r.RunAsync(token, default));

    private static Task DecideAsync(Business business, string token, int? revision) =>
        business.DoAsync<DecideByLink>(d => d.RunAsync(token, null, null, null, revision, "10.0.0.1", default));
}

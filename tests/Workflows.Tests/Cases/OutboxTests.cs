using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Cases.Outbox;
using Workflows.Cases.Tasks;
using Workflows.Tests.Support;

namespace Workflows.Tests.Cases;

/// <summary>Design rule 5: a mail that cannot be sent is tried again and then shown; none goes twice.</summary>
public sealed class OutboxTests
{
    [Theory, CombineDatabases]
    public async Task Hosts_that_send_at_once_never_take_the_same_mail(Database kind)
    {
        await using var business = await Business.OpenAsync(kind);
        for (var i = 0; i < 12; i++)
            await business.StartAsync();

        var taken = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => TakeAsync(business, 4))));

        var ids = taken.SelectMany(t => t).Select(m => m.Id).ToList();
        ids.Distinct().Count().ShouldBe(ids.Count);
        (ids.Count + (await TakeAsync(business, 50)).Count).ShouldBe(12);
    }

    [Theory, CombineDatabases]
    public async Task A_mail_whose_host_died_goes_after_its_lease(Database kind)
    {
        await using var business = await Business.OpenAsync(kind);
        await business.StartAsync();
        var first = (await TakeAsync(business)).ShouldHaveSingleItem();
        (await TakeAsync(business)).ShouldBeEmpty();

        business.Clock.Advance(TimeSpan.FromMinutes(6));

        var again = (await TakeAsync(business)).ShouldHaveSingleItem();
        again.MessageId("x").ShouldBe(first.MessageId("x"));
    }

    [Fact]
    public async Task A_mail_that_fails_is_tried_again_later_and_at_last_shown_to_administrators()
    {
        await using var business = await Business.OpenAsync(Database.Sqlite);
        await business.StartAsync();
        var tried = 0;
        while (await TakeAsync(business) is [var mail])
        {
            tried++;
            await business.DoAsync<OutboxQueue>(q => q.MarkFailedAsync(mail.Id, "no route", false, default));
            (await TakeAsync(business)).ShouldBeEmpty("not at once again");
            business.Clock.Advance(TimeSpan.FromHours(12));
        }

        tried.ShouldBe(8);
        var failed = await business.InDbAsync(db => db.Outbox.SingleAsync());
        (failed.Status, failed.LastError).ShouldBe((MailStatus.Failed, "no route"));
        (
            await Should.ThrowAsync<RefusedException>(() =>
                business.DoAsync<OutboxQueue>(q => q.SendAgainAsync(failed.Id, business.As("cs"), default))
            )
        ).Kind.ShouldBe(RefusalKind.Forbidden);
        await business.DoAsync<OutboxQueue>(q => q.SendAgainAsync(failed.Id, business.As("admin"), default));
        (await TakeAsync(business)).ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_mail_about_a_task_that_is_over_is_dropped()
    {
        await using var business = await Business.OpenAsync(Database.Sqlite);
        var one = await business.StartAsync();
        await business.DecideAsync((await business.TaskOfAsync(one.Id)).Id, "cs-manager", new Decision("Approved"));

        (await TakeAsync(business)).ShouldBeEmpty();
        (await business.InDbAsync(db => db.Outbox.SingleAsync())).Status.ShouldBe(MailStatus.Dropped);
    }

    private static Task<IReadOnlyList<OutboxMail>> TakeAsync(Business business, int most = 10) =>
        business.AskAsync<OutboxQueue, IReadOnlyList<OutboxMail>>(q => q.TakeAsync(most, default));
}

using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Outbox;
using Workflows.Cases.Tasks;
using Workflows.Tests.Support;

namespace Workflows.Tests.Cases;

/// <summary>[A26-over] Reminders and escalations, and design rule 3: the row is the truth.</summary>
public sealed class DeadlineTests
{
    [Theory, CombineDatabases]
    public async Task The_handler_is_reminded_before_at_and_daily_after_the_limit_and_those_above_are_told_A26_over(
        Database kind
    )
    {
        await using var business = await Business.OpenAsync(kind);
        await business.StartAsync();

        // Due after two days; each ring is asked for by the row itself.
        var told = new List<string>();
        for (var ring = 0; ring < 4; ring++)
        {
            var timer = await TimerAsync(business);
            business.Clock.SetUtcNow(timer.DueAt);
            (await FireAsync(business, timer.Id)).HasFired.ShouldBeTrue();
            told.Add(string.Join(' ', await NewMailsAsync(business)));
        }

        told.ShouldBe([
            "reminder:cs-manager:Before",
            "reminder:cs-manager:Due escalation:vp:1",
            "reminder:cs-manager:Overdue escalation:gm:2",
            "reminder:cs-manager:Overdue",
        ]);
        var kinds = await business.InDbAsync(db =>
            db.Timeline.OrderBy(e => e.Sequence).Select(e => e.Kind).ToListAsync()
        );
        kinds
            .Skip(2)
            .ShouldBe([
                "reminder.sent",
                "reminder.sent",
                "escalation.sent",
                "reminder.sent",
                "escalation.sent",
                "reminder.sent",
            ]);
    }

    [Fact]
    public async Task An_alarm_that_rings_early_changes_nothing()
    {
        await using var business = await Business.OpenAsync(Database.Sqlite);
        await business.StartAsync();
        var timer = await TimerAsync(business);
        business.Clock.SetUtcNow(timer.DueAt.AddMilliseconds(-400));

        (await FireAsync(business, timer.Id)).ShouldBe(TimerFired.Early(timer.DueAt));
        (await NewMailsAsync(business)).ShouldBeEmpty();
    }

    [Theory, CombineDatabases]
    public async Task A_timer_that_several_hosts_wake_at_once_fires_once(Database kind)
    {
        await using var business = await Business.OpenAsync(kind);
        await business.StartAsync();
        var timer = await TimerAsync(business);
        business.Clock.SetUtcNow(timer.DueAt);

        var fired = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Task.Run(() => FireAsync(business, timer.Id)))
        );

        fired.Count(f => f.HasFired).ShouldBe(1);
        (await NewMailsAsync(business)).ShouldBe(["reminder:cs-manager:Before"]);
    }

    [Fact]
    public async Task What_was_missed_while_no_host_ran_is_made_up_for_once()
    {
        await using var business = await Business.OpenAsync(Database.Sqlite);
        await business.StartAsync();
        business.Clock.Advance(TimeSpan.FromDays(10));

        var timer = await TimerAsync(business);
        await FireAsync(business, timer.Id);

        (await NewMailsAsync(business)).ShouldBe(["reminder:cs-manager:Due", "escalation:vp:1", "escalation:gm:2"]);
        (await TimerAsync(business)).DueAt.ShouldBe(business.Clock.GetUtcNow().AddDays(1));
    }

    [Fact]
    public async Task A_decided_task_is_reminded_of_no_more()
    {
        await using var business = await Business.OpenAsync(Database.Sqlite);
        var one = await business.StartAsync();
        var timer = await TimerAsync(business);
        var task = await business.TaskOfAsync(one.Id);
        await business.DecideAsync(task.Id, "cs-manager", new Decision("Approved"));
        business.Clock.Advance(TimeSpan.FromDays(3));

        (await FireAsync(business, timer.Id)).ShouldBe(TimerFired.NotWanted);
        (await business.AskAsync<DueTimers, List<TimerAlarm>>(d => d.DueAsync(10, default))).ShouldBeEmpty();
    }

    [Theory, CombineDatabases]
    public async Task A_flows_timer_resumes_it_once_and_is_tried_again_when_that_fails(Database kind)
    {
        await using var business = await Business.OpenAsync(kind);
        var resumed = 0;
        business.Flow.Next = (_, _) =>
            ++resumed == 1 ? throw new InvalidOperationException("down") : Task.CompletedTask;
        var due = business.Clock.GetUtcNow().AddMinutes(5);
        await ScheduleAsync(business, due.AddMinutes(-1));
        await ScheduleAsync(business, due);
        var pending = await business.AskAsync<DueTimers, List<TimerAlarm>>(d =>
            d.PendingWithinAsync(TimeSpan.FromHours(1), 10, default)
        );
        var alarm = pending.ShouldHaveSingleItem("the second replaces the first of that name");
        business.Clock.SetUtcNow(due);

        await Should.ThrowAsync<InvalidOperationException>(() => FireAsync(business, alarm.Id));
        var failed = await business.InDbAsync(db => db.Timers.SingleAsync(t => t.Id == alarm.Id));
        (failed.State, failed.Failures, failed.LastError).ShouldBe((TimerState.Pending, 1, "down"));
        failed.WakeAt.ShouldBeGreaterThan(due);
        business.Clock.SetUtcNow(failed.WakeAt);

        (await FireAsync(business, alarm.Id)).ShouldBe(TimerFired.Done);
        (await FireAsync(business, alarm.Id)).ShouldBe(TimerFired.NotWanted);
        resumed.ShouldBe(2);
    }

    private static Task ScheduleAsync(Business business, DateTimeOffset due) =>
        business.DoAsync<FlowTimers>(timers =>
            timers.ScheduleAsync(
                new CaseTimer
                {
                    Kind = TimerKind.Flow,
                    Name = "delay-1",
                    DueAt = due,
                    FlowInstanceId = "i",
                    BookmarkId = "b",
                },
                default
            )
        );

    private static Task<CaseTimer> TimerAsync(Business business) =>
        business.InDbAsync(db => db.Timers.AsNoTracking().SingleAsync(t => t.Kind == TimerKind.TaskDeadline));

    private static Task<TimerFired> FireAsync(Business business, Guid timer) =>
        business.AskAsync<FireTimer, TimerFired>(fire => fire.RunAsync(timer, default));

    /// <summary>The waiting reminders and escalations as template:person:stage or level; then they count as sent.</summary>
    private static async Task<List<string>> NewMailsAsync(Business business)
    {
        var mails = await business.AskAsync<OutboxQueue, IReadOnlyList<OutboxMail>>(q => q.TakeAsync(50, default));
        await business.DoAsync<OutboxQueue>(q => q.MarkSentAsync([.. mails.Select(m => m.Id)], default));
        return
        [
            .. mails
                .Where(m => m.Template != "task")
                .OrderBy(m => m.Template != "reminder")
                .ThenBy(What)
                .Select(m => $"{m.Template}:{business.People.Find(m.PersonId!.Value)!.SignInName}:{What(m)}"),
        ];
    }

    private static string What(OutboxMail mail)
    {
        var model = System.Text.Json.Nodes.JsonNode.Parse(mail.Model)!;
        return (model["stage"] ?? model["level"])!.ToString();
    }
}

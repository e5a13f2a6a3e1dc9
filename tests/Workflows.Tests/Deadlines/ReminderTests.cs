using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Outbox;
using Workflows.Tests.Support;

namespace Workflows.Tests.Deadlines;

/// <summary>Reaction to overdue [A26-over]: reminded before, at and daily after the due time; the supervisor told at the due
/// time, one level further a day later. The clock is the test's.</summary>
public sealed class ReminderTests
{
    [Theory, CombineDatabases]
    public async Task A_department_that_never_answers_is_reminded_and_its_superiors_are_told_A26_over(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var number = await AtDepartmentsAsync(app);
        var rnd = await (await new Company(app.Address).As("rnd")).TaskAsync(number);
        var due = rnd.Due!.Value;
        due.ShouldBe(app.Clock.GetUtcNow().AddDays(3));

        await AtAsync(app, due.AddDays(-1).AddSeconds(-1));
        (await ToldAsync(app, rnd)).ShouldBeEmpty();

        await AtAsync(app, due.AddDays(-1));
        (await ToldAsync(app, rnd)).ShouldBe(["reminder rnd"]);

        await AtAsync(app, due.AddSeconds(-1));
        (await ToldAsync(app, rnd)).ShouldBe(["reminder rnd"]);

        await AtAsync(app, due);
        var supervisor = await SupervisorOfAsync(app, "rnd");
        (await ToldAsync(app, rnd)).ShouldBe(
            ["reminder rnd", "reminder rnd", $"escalation {supervisor}"],
            ignoreOrder: true
        );

        await AtAsync(app, due.AddDays(1));
        var further = (await ToldAsync(app, rnd))
            .Where(t => t.StartsWith("escalation", StringComparison.Ordinal))
            .ToList();
        further.Count.ShouldBe(2);
        further[1].ShouldNotBe($"escalation {supervisor}");

        for (var day = 2; day <= 5; day++)
            await AtAsync(app, due.AddDays(day));
        var told = await ToldAsync(app, rnd);
        told.Count(t => t == "reminder rnd").ShouldBe(7);
        told.Count(t => t.StartsWith("escalation", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task Every_reminder_is_a_mail_and_a_line_of_the_timeline_A26_over()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var number = await AtDepartmentsAsync(app);
        var task = await (await new Company(app.Address).As("rnd")).TaskAsync(number);

        await AtAsync(app, task.Due!.Value);

        await Eventually.IsTrueAsync(
            () => app.InDbAsync(db => db.Outbox.AllAsync(m => m.Status != MailStatus.Waiting)),
            "all mails have gone"
        );
        var reminders = Mailbox.Written(app.Database, "rnd").Count(m => (m.HtmlBody ?? "").Contains(number));
        reminders.ShouldBe(2, "one for the task, one at its due time");
        var lines = await app.InDbAsync(db =>
            db.Timeline.Where(e => e.TaskId == task.Id).Select(e => e.Kind).ToListAsync()
        );
        lines.Count(k => k.StartsWith("reminder", StringComparison.Ordinal)).ShouldBe(1);
        lines.Count(k => k.StartsWith("escalation", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Who_has_answered_is_left_in_peace_A26_over()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var number = await AtDepartmentsAsync(app);
        var company = new Company(app.Address);
        var rnd = await (await company.As("rnd")).TaskAsync(number);
        var finance = await (await company.As("finance")).TaskAsync(number);
        await company.EndAsync(number, "departments", "rnd");

        await AtAsync(app, rnd.Due!.Value.AddDays(2));

        (await ToldAsync(app, rnd)).ShouldBeEmpty();
        (await ToldAsync(app, finance)).ShouldNotBeEmpty();
    }

    [Theory, CombineDatabases]
    public async Task A_timer_that_rings_early_or_often_fires_once_and_only_when_due(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var number = await AtDepartmentsAsync(app);
        var task = await (await new Company(app.Address).As("rnd")).TaskAsync(number);
        var timer = await app.InDbAsync(db => db.Timers.SingleAsync(t => t.TaskId == task.Id));

        app.Clock.SetUtcNow(timer.DueAt.AddMilliseconds(-900));
        await RingAsync(app, timer.Id, times: 3);
        (await ToldAsync(app, task)).ShouldBeEmpty();

        app.Clock.SetUtcNow(timer.DueAt);
        await RingAsync(app, timer.Id, times: 8);
        (await ToldAsync(app, task)).ShouldBe(["reminder rnd"]);
    }

    [Fact]
    public async Task What_was_missed_while_no_host_ran_is_made_up_for_once()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var number = await AtDepartmentsAsync(app);
        var task = await (await new Company(app.Address).As("rnd")).TaskAsync(number);

        await AtAsync(app, task.Due!.Value.AddDays(9));

        var told = await ToldAsync(app, task);
        told.Count(t => t == "reminder rnd").ShouldBe(1);
        told.Count(t => t.StartsWith("escalation", StringComparison.Ordinal)).ShouldBe(2);
    }

    [Fact]
    public async Task An_overdue_task_is_marked_in_the_list_A26_over()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var number = await AtDepartmentsAsync(app);
        var task = await (await new Company(app.Address).As("rnd")).TaskAsync(number);

        app.Clock.SetUtcNow(task.Due!.Value.AddMinutes(1));

        var list = await (await new Company(app.Address).As("rnd")).GetAsync("/api/tasks");
        var row = list.Items().Single(t => (string?)t!["number"] == number)!;
        ((bool)row["isOverdue"]!).ShouldBeTrue();
    }

    private static Task<string> AtDepartmentsAsync(WorkflowsApp app) =>
        new Company(app.Address).StartAtAsync("departments");

    private static async Task AtAsync(WorkflowsApp app, DateTimeOffset time)
    {
        app.Clock.SetUtcNow(time);
        await app.SweepAsync();
    }

    private static async Task RingAsync(WorkflowsApp app, Guid timer, int times) =>
        await Task.WhenAll(
            Enumerable
                .Range(0, times)
                .Select(_ =>
                    app.InScopeAsync(s =>
                        ((FireTimer)s.GetService(typeof(FireTimer))!).RunAsync(
                            timer,
                            TestContext.Current.CancellationToken
                        )
                    )
                )
        );

    /// <summary>Whom the outbox tells about a task since it was opened, in order.</summary>
    private static Task<List<string>> ToldAsync(WorkflowsApp app, OpenTask task) =>
        app.InDbAsync(async db =>
        {
            var mails = await db
                .Outbox.Where(m => m.TaskId == task.Id && m.Template != "task")
                .OrderBy(m => m.CreatedAt)
                .ThenBy(m => m.Id)
                .ToListAsync();
            return mails.ConvertAll(m => $"{m.Template} {m.Address.Split('@')[0]}");
        });

    private static Task<string> SupervisorOfAsync(WorkflowsApp app, string user) =>
        app.InDbAsync(db =>
            db.People.Where(p => p.SignInName == user)
                .Join(db.People, p => p.SupervisorId, s => s.Id, (p, s) => s.SignInName)
                .SingleAsync()
        );
}

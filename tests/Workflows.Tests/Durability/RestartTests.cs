using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Tests.Support;

namespace Workflows.Tests.Durability;

/// <summary>A restart in the middle: nothing is forgotten, nothing comes twice (design rule 3).</summary>
public sealed class RestartTests
{
    [Theory, CombineDatabases]
    public async Task A_case_goes_on_after_a_restart_at_every_step(Database kind)
    {
        await using var host = await HostProcess.StartAsync(kind);
        var company = new Company(host.Address);
        var number = await company.StartAsync();

        foreach (var (step, who) in Company.Steps)
        {
            if (step is "gm-approval" or "departments" or "gm-report-approval")
            {
                await host.RestartAsync();
                company.SignOutEverybody();
            }
            foreach (var user in who)
                await company.EndAsync(number, step, user);
        }

        var one = await host.Database.InCasesAsync(db => db.Cases.SingleAsync(c => c.Number == number));
        one.Status.ShouldBe(CaseStatus.Completed);
    }

    [Theory, CombineDatabases]
    public async Task Reminders_come_once_however_often_the_host_was_restarted_A26_over(Database kind)
    {
        await using var host = await HostProcess.StartAsync(kind, Hurried());
        var company = new Company(host.Address);
        var number = await company.StartAsync();
        var task = await (await company.As("cs-manager")).TaskAsync(number);

        for (var restart = 0; restart < 3; restart++)
            await host.RestartAsync();
        await Eventually.SeesAsync(
            () => ToldAsync(host, task),
            told => told.Count >= 5,
            "reminder before, at the due time, once repeated, and two escalations",
            TimeSpan.FromSeconds(180)
        );
        await host.KillAsync();

        var sent = await host.Database.InCasesAsync(db =>
            db.Timeline.Where(e => e.TaskId == task.Id)
                .OrderBy(e => e.Sequence)
                .Select(e => new
                {
                    e.Kind,
                    e.At,
                    e.Details,
                })
                .ToListAsync()
        );
        var due = task.Due!.Value;
        sent.Where(e => e.Kind == "reminder.sent")
            .Select(e => e.Details)
            .Count(d => d.Contains("Before"))
            .ShouldBeLessThanOrEqualTo(1);
        sent.Where(e => e.Kind == "reminder.sent").Select(e => e.Details).Count(d => d.Contains("\"Due\"")).ShouldBe(1);
        sent.Count(e => e.Kind == "escalation.sent" && e.Details.Contains("\"level\":1")).ShouldBe(1);
        sent.Count(e => e.Kind == "escalation.sent" && e.Details.Contains("\"level\":2")).ShouldBe(1);
        sent.Where(e => e.Details.Contains("\"Due\"") || e.Kind == "escalation.sent")
            .ShouldAllBe(e => e.At >= due.AddMilliseconds(-1));
    }

    [Fact]
    public async Task A_timer_that_fell_due_while_the_host_was_down_fires_soon_after_the_start()
    {
        await using var host = await HostProcess.StartAsync(
            Database.Sqlite,
            new() { ["Policy:correction:reviewWithin"] = "00:00:02", ["Policy:reminders:before"] = "00:00:01" }
        );
        var company = new Company(host.Address);
        var number = await company.StartAsync();
        var task = await (await company.As("cs-manager")).TaskAsync(number);
        await host.KillAsync();
        await Eventually.IsTrueAsync(
            () => Task.FromResult(TimeProvider.System.GetUtcNow() > task.Due!.Value),
            "the due time has passed"
        );

        await host.StartAsync();

        await Eventually.SeesAsync(() => ToldAsync(host, task), told => told.Count > 0, "the reminder is made up for");
    }

    private static Dictionary<string, string> Hurried() =>
        new()
        {
            ["Policy:correction:reviewWithin"] = "00:00:16",
            ["Policy:reminders:before"] = "00:00:03",
            ["Policy:reminders:repeatEvery"] = "00:00:05",
            ["Policy:reminders:escalateFurtherAfter"] = "00:00:05",
        };

    private static Task<List<string>> ToldAsync(HostProcess host, OpenTask task) =>
        host.Database.InCasesAsync(db =>
            db.Timeline.Where(e => e.TaskId == task.Id && (e.Kind == "reminder.sent" || e.Kind == "escalation.sent"))
                .Select(e => e.Kind)
                .ToListAsync()
        );
}

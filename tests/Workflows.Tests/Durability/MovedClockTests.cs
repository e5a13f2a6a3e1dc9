using Microsoft.EntityFrameworkCore;
using Workflows.Tests.Support;

namespace Workflows.Tests.Durability;

/// <summary><c>Clock__Ahead</c>: an installer sees what days bring without waiting for them.</summary>
public sealed class MovedClockTests
{
    private const string Ahead = "Clock:Ahead";

    [Theory, CombineDatabases]
    public async Task What_falls_due_in_days_is_told_after_a_start_with_the_clock_moved_forward_A26_over(Database kind)
    {
        var settings = new Dictionary<string, string>();
        await using var host = await HostProcess.StartAsync(kind, settings);
        var company = new Company(host.Address);
        var number = await company.StartAsync();
        var task = await (await company.As("cs-manager")).TaskAsync(number);
        (await ToldAsync(host, task.Id)).ShouldBeEmpty();

        settings[Ahead] = "30.00:00:00";
        await host.RestartAsync();

        await Eventually.SeesAsync(
            () => ToldAsync(host, task.Id),
            told => told.Contains("escalation.sent"),
            "the supervisor is told of what is overdue",
            TimeSpan.FromSeconds(120)
        );
        host.Log.ShouldContain("clock has been moved forward");
    }

    [Theory]
    [InlineData("-1.00:00:00", "true")]
    [InlineData("soon", "true")]
    [InlineData("1.00:00:00", "false")]
    public async Task A_clock_that_goes_back_or_is_not_for_the_sample_company_ends_the_start(string ahead, string demo)
    {
        var settings = new Dictionary<string, string> { [Ahead] = ahead, ["Demo"] = demo };
        await using var host = new HostProcess(await TestDatabase.CreateAsync(Database.Sqlite), settings);

        (await host.StartAndFailAsync()).ShouldBe(1);

        await Eventually.IsTrueAsync(() => Task.FromResult(host.Log.Contains("Clock:Ahead")), "the line that says why");
    }

    private static Task<List<string>> ToldAsync(HostProcess host, Guid task) =>
        host.Database.InCasesAsync(db =>
            db.Timeline.Where(e => e.TaskId == task && e.Kind == "escalation.sent").Select(e => e.Kind).ToListAsync()
        );
}

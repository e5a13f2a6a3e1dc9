using Microsoft.EntityFrameworkCore;
using Workflows.Tests.Support;

namespace Workflows.Tests.Complaints;

/// <summary>The rows that registers are read from, while hosts of two versions work on one database.</summary>
public sealed class RegisterRowTests
{
    [Theory, CombineDatabases]
    public async Task A_case_that_an_earlier_host_left_without_a_row_gets_one_with_the_next_act(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var company = new Company(app.Address);
        var complaint = new Complaint(company);
        var number = await complaint.StartAsync();
        (await app.InDbAsync(db => db.RegisterRows.ExecuteDeleteAsync())).ShouldBe(1);

        await complaint.DoAsync("cs", number, "Approved", Complaint.Acceptance());

        var row = await app.InDbAsync(db => db.RegisterRows.SingleAsync());
        (row.Class, row.Status, row.Due.HasValue).ShouldBe(("quality", "Running", true));
        await complaint.DoAsync("rnd", number, "Done", Complaint.Investigation());
        (await app.InDbAsync(db => db.RegisterRows.CountAsync())).ShouldBe(1);
    }

    [Theory, CombineDatabases]
    public async Task Rows_from_before_numbers_were_sorted_are_completed_when_a_host_starts(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        await new Complaint(new Company(app.Address)).StartAsync();
        await app.InDbAsync(db =>
            db.RegisterRows.ExecuteUpdateAsync(s => s.SetProperty(r => r.NumberKey, (string?)null))
        );

        await using var next = WorkflowsApp.StartOn(app.Database, app.Clock.GetUtcNow());

        (await app.InDbAsync(db => db.RegisterRows.SingleAsync())).NumberKey.ShouldBe("ks-00202611-00000001");
    }
}

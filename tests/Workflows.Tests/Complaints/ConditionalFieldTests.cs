using System.Net;
using System.Text.Json.Nodes;
using Workflows.Tests.Support;

namespace Workflows.Tests.Complaints;

/// <summary>Fields that are asked for only when another says so: from page and API, to what is kept and printed.</summary>
public sealed class ConditionalFieldTests(SharedApps apps)
{
    [Theory, CombineDatabases]
    public async Task A_third_party_must_be_named_and_a_unit_named_without_one_is_not_kept_A25_7(Database kind)
    {
        var app = await apps.On(kind);
        var company = new Company(app.Address);
        var complaint = new Complaint(company);
        var number = await complaint.InstructedAsync();
        var cs = await company.As("cs");
        var task = await cs.TaskAsync(number);
        var unnamed = new JsonObject { ["responsibility"] = "third-party", ["determinationBasis"] = "检验报告" };

        var refused = await cs.PostAsync(
            $"/api/tasks/{task.Id}/decide",
            new
            {
                outcome = "Done",
                data = unnamed,
                revision = task.Revision,
            }
        );
        refused.ShouldBe(HttpStatusCode.BadRequest).ErrorFields().ShouldBe(["/responsibleUnit"]);
        var ours = Complaint.Determination();
        ours["responsibleUnit"] = "误填的公司";
        await complaint.DoAsync("cs", number, "Done", ours);

        var kept = (await complaint.ReadAsync(number))["data"]!.AsObject();
        ((string?)kept["responsibility"]).ShouldBe("ours");
        kept["responsibleUnit"].ShouldBeNull();
        using var browser = await Page.SignInAsync(app.Address, "cs");
        foreach (var path in new[] { $"/cases/{number}", $"/cases/{number}/print" })
        {
            var page = await Page.GetAsync(browser, path);
            page.Text.ShouldContain("检验报告");
            page.Text.ShouldNotContain("误填的公司");
        }
    }

    [Fact]
    public async Task The_letter_by_mail_needs_an_address_and_a_penalty_a_person_A25_6()
    {
        var company = new Company((await apps.On(Database.Sqlite)).Address);
        var complaint = new Complaint(company);
        var number = await complaint.InstructedAsync();
        await complaint.DoAsync("cs", number, "Done", Complaint.Determination());
        var nobody = Complaint.Treatment(500);
        nobody.Remove("responsiblePersons");
        (await ErrorsAsync(company, "cs", number, nobody)).ShouldBe(["/responsiblePersons"]);
        nobody["penalty"] = "none";
        await complaint.DoAsync("cs", number, "Done", nobody);
        await complaint.DoAsync("sales-manager", number, "Approved");

        (await ErrorsAsync(company, "marketing", number, Complaint.Told("email"))).ShouldBe(["/customerEmail"]);
        // What is not asked for is not looked at either.
        var byPhone = Complaint.Told();
        byPhone["customerEmail"] = "keine Adresse";
        (await ErrorsAsync(company, "marketing", number, byPhone)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_script_the_page_says_when_a_field_counts_and_loses_nothing_typed()
    {
        var app = await apps.On(Database.Sqlite);
        var company = new Company(app.Address);
        var number = await new Complaint(company).InstructedAsync();
        var task = await (await company.As("cs")).TaskAsync(number);
        using var browser = await Page.SignInAsync(app.Address, "cs");
        var page = await Page.GetAsync(browser, $"/tasks/{task.Id}");
        var form = page.Form("form:has([name=responsibility])");
        var unit = page.Document.QuerySelector(".field-when.off:has([name=responsibleUnit])").ShouldNotBeNull();
        unit.TextContent.ShouldContain("仅当「责任归属」为「其他公司或供应商」时填写");

        var refused = await page.SubmitAsync(
            form,
            new()
            {
                ["responsibility"] = "ours",
                ["responsibleUnit"] = "先写在这里",
                ["determinationBasis"] = "",
            },
            form.QuerySelector("button[value=Done]")
        );
        refused
            .Document.QuerySelector(".field-when.off [name=responsibleUnit]")!
            .GetAttribute("value")
            .ShouldBe("先写在这里");
        var missing = await refused.SubmitAsync(
            refused.Form("form:has([name=responsibility])"),
            new() { ["responsibility"] = "third-party", ["responsibleUnit"] = "" },
            form.QuerySelector("button[value=Done]")
        );
        missing.Document.QuerySelector("#field-responsibleUnit-error").ShouldNotBeNull(missing.Text);
        missing
            .Document.QuerySelector(".field-when:not(.off) [name=responsibleUnit]")!
            .GetAttribute("aria-required")
            .ShouldBe("true");
    }

    private static async Task<IReadOnlyList<string>> ErrorsAsync(
        Company company,
        string user,
        string number,
        JsonObject data
    )
    {
        var client = await company.As(user);
        var task = await client.TaskAsync(number);
        var reply = await client.PostAsync(
            $"/api/tasks/{task.Id}/decide",
            new
            {
                outcome = "Done",
                data,
                revision = task.Revision,
            }
        );
        return reply.Status == HttpStatusCode.BadRequest ? [.. reply.ErrorFields()] : [];
    }
}

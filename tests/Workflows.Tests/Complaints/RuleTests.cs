using System.Net;
using System.Text.Json.Nodes;
using Workflows.Tests.Support;

namespace Workflows.Tests.Complaints;

/// <summary>The rules of policy section 1, each by its id, through the API of a host.</summary>
public sealed class RuleTests(SharedApps apps)
{
    private async Task<(Company Company, Complaint Complaint)> OpenAsync(Database kind = Database.Sqlite)
    {
        var company = new Company((await apps.On(kind)).Address);
        return (company, new Complaint(company));
    }

    [Theory, CombineDatabases]
    public async Task Numbers_begin_with_KS_and_month_and_have_neither_gap_nor_twin_A21_no(Database kind)
    {
        var (_, complaint) = await OpenAsync(kind);

        var numbers = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => complaint.StartAsync()));

        numbers.ShouldAllBe(n => n.StartsWith("KS-202611-", StringComparison.Ordinal));
        var sequence = numbers.Select(n => int.Parse(n[^4..])).Order().ToList();
        sequence.ShouldBe(Enumerable.Range(sequence[0], 6));
    }

    [Theory, CombineDatabases]
    public async Task A_complaint_goes_from_form_to_archive_A21(Database kind)
    {
        var (company, complaint) = await OpenAsync(kind);
        var number = await complaint.ToldAsync("discount");

        await complaint.DoAsync("cs", number, "Done", Complaint.Answered("accepted"));
        (await company.WaitingStepsAsync(number)).ShouldBe(["improvement"]);
        await complaint.DoAsync("rnd", number, "Done", new JsonObject { ["improvement"] = "炉温已改" });
        await complaint.DoAsync(
            "cs",
            number,
            "Done",
            new JsonObject { ["effective"] = true, ["confirmationNote"] = "三批无异常" }
        );

        ((string?)(await complaint.ReadAsync(number))["status"]).ShouldBe("Completed");
    }

    [Fact]
    public async Task A_quality_complaint_goes_through_research_and_another_need_not_A23()
    {
        var (company, complaint) = await OpenAsync();

        (await company.WaitingStepsAsync(await complaint.AcceptedAsync("quality"))).ShouldBe(["investigation"]);
        (await company.WaitingStepsAsync(await complaint.AcceptedAsync("non-quality"))).ShouldBe(["report"]);
    }

    [Fact]
    public async Task Each_department_answers_for_its_own_part_A24()
    {
        var (company, complaint) = await OpenAsync();
        var number = await complaint.AcceptedAsync();

        (await (await company.As("marketing")).TasksAsync(number)).ShouldBeEmpty();
        var refused = await (await company.As("rnd")).TryDecideAsync(
            await (await company.As("rnd")).TaskAsync(number),
            "Done",
            data: new JsonObject { ["finding"] = "?" }
        );

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.ErrorFields().ShouldContain("/cause");
        refused.ErrorFields().ShouldContain("/countermeasure");
    }

    [Fact]
    public async Task The_representative_fills_the_form_and_hands_it_to_customer_service_A25_1()
    {
        var (company, complaint) = await OpenAsync();
        var marketing = await company.As("marketing");
        var form = Complaint.Form();
        form.Remove("orderNumber");
        form.Remove("demand");

        var refused = await marketing.PostAsync("/api/cases", new { process = "complaint", data = form });
        refused.ErrorFields().ShouldBe(["/orderNumber", "/demand"], ignoreOrder: true);

        var number = await complaint.StartAsync();
        (await (await company.As("cs")).TaskAsync(number)).Step.ShouldBe("acceptance");
    }

    [Fact]
    public async Task Departments_work_in_parallel_each_with_its_own_limit_A25_2()
    {
        var (company, complaint) = await OpenAsync();
        var number = await complaint.StartAsync();
        var warehouse = new JsonObject { ["department"] = "warehouse", ["due"] = "2026-11-28" };
        await complaint.DoAsync("cs", number, "Approved", Complaint.Acceptance("quality", warehouse));

        (await company.WaitingStepsAsync(number)).ShouldBe(["investigation", "departments"], ignoreOrder: true);
        var due = (await (await company.As("warehouse")).TaskAsync(number)).Due!.Value;
        due.ToOffset(TimeSpan.FromHours(8)).Date.ShouldBe(new DateTime(2026, 11, 28));
        await complaint.DoAsync("rnd", number, "Done", Complaint.Investigation());
        (await company.WaitingStepsAsync(number)).ShouldBe(["departments"]);
        await complaint.DoAsync("warehouse", number, "Done", new JsonObject { ["finding"] = "运输无异常" });

        (await company.WaitingStepsAsync(number)).ShouldBe(["report"]);
    }

    [Fact]
    public async Task Customer_service_reports_to_the_vice_general_manager_within_three_days_A25_3()
    {
        var (company, complaint) = await OpenAsync();
        var number = await complaint.InvestigatedAsync();

        (await (await company.As("cs")).TaskAsync(number)).Due.ShouldBe(
            (await apps.On(Database.Sqlite)).Clock.GetUtcNow().AddDays(3)
        );
        await complaint.DoAsync("cs", number, "Done", new JsonObject { ["report"] = "属实" });
        (await (await company.As("vp")).TaskAsync(number)).Step.ShouldBe("vp-instructions");
        await complaint.DoAsync("vp", number, "Returned", comment: "数据不全");

        (await company.WaitingStepsAsync(number)).ShouldBe(["report"]);
    }

    [Fact]
    public async Task Plain_negligence_is_exempt_from_tracking_the_improvement_A25_4()
    {
        var (_, complaint) = await OpenAsync();
        var number = await complaint.InstructedAsync();
        await complaint.DoAsync("cs", number, "Done", Complaint.Determination());
        var treatment = Complaint.Treatment(500);
        treatment["negligence"] = true;
        await complaint.DoAsync("cs", number, "Done", treatment);
        await complaint.DoAsync("sales-manager", number, "Approved");
        await complaint.DoAsync("marketing", number, "Done", Complaint.Told());
        await complaint.DoAsync("cs", number, "Done", Complaint.Answered("accepted"));

        ((string?)(await complaint.ReadAsync(number))["status"]).ShouldBe("Completed");
    }

    [Theory, CombineDatabases]
    public async Task A_customer_who_refuses_three_times_brings_three_linked_forms_A25_5(Database kind)
    {
        var (company, complaint) = await OpenAsync(kind);
        var number = await complaint.ToldAsync();
        for (var round = 1; round <= 3; round++)
        {
            await complaint.DoAsync("cs", number, "Done", Complaint.Answered("refused", $"第 {round} 次要求"));
            ((string?)(await complaint.ReadAsync(number))["status"]).ShouldBe("Completed");
            var next = (await complaint.LinkedAsync(number, "KS-")).ShouldHaveSingleItem();
            var opened = await complaint.ReadAsync(next);
            ((string?)opened["data"]!["previous"]).ShouldBe(number);
            ((string?)opened["data"]!["demand"]).ShouldBe($"第 {round} 次要求");
            await complaint.DoAsync("cs", next, "Approved", Complaint.Acceptance("non-quality"));
            await complaint.DoAsync("cs", next, "Done", new JsonObject { ["report"] = "再次处理" });
            // Who has the second form may look at the first: both go up together.
            await (await company.As("vp")).CaseAsync(number);
            await complaint.DoAsync("vp", next, "Approved");
            await complaint.DoAsync("cs", next, "Done", Complaint.Determination());
            await complaint.DoAsync("cs", next, "Done", Complaint.Treatment(10));
            await complaint.DoAsync("sales-manager", next, "Approved");
            await complaint.DoAsync("marketing", next, "Done", Complaint.Told());
            number = next;
        }
        await complaint.DoAsync("cs", number, "Done", Complaint.Answered("accepted"));
        (await company.WaitingStepsAsync(number)).ShouldBe(["improvement"]);
    }

    [Theory, CombineDatabases]
    public async Task The_customers_letter_holds_no_internal_field_and_is_sent_and_recorded_A25_6(Database kind)
    {
        var app = await apps.On(kind);
        var (_, complaint) = await OpenAsync(kind);
        var number = await complaint.TreatedAsync(500);
        await complaint.DoAsync("sales-manager", number, "Approved", comment: "内部批注不外传");
        var told = Complaint.Told("email");
        told["customerEmail"] = "quality@customer.example";
        await complaint.DoAsync("marketing", number, "Done", told);

        var letter = (await complaint.ReadAsync(number))["letters"]!.AsArray().ShouldHaveSingleItem()!;
        var text = (string)letter["subject"]! + (string)letter["body"]!;
        text.ShouldContain("经查属我方产品问题");
        text.ShouldMatch("已于 \\d{4}年\\d{1,2}月\\d{1,2}日 登记");
        text.ShouldContain(number);
        ((string?)letter["sentTo"]).ShouldBe("quality@customer.example");
        var mail = await Eventually.SeesAsync(
            () =>
                Task.FromResult(
                    Mailbox
                        .Written(app.Database)
                        .LastOrDefault(m =>
                            m.To.ToString().Contains("quality@customer.example") && m.Subject!.Contains(number)
                        )!
                ),
            m => m is not null,
            "the letter in the mail"
        );
        foreach (var said in new[] { text, mail.TextBody, mail.HtmlBody })
        foreach (
            var secret in new[]
            {
                "内部",
                "87654",
                "朱永福",
                "记过",
                "demerit",
                "500 元",
                "检验报告",
                "/cases/",
                "林晓雯",
            }
        )
            said!.ShouldNotContain(secret);
    }

    [Fact]
    public async Task A_suppliers_fault_is_dealt_with_and_its_reply_recorded_A25_7()
    {
        var (company, complaint) = await OpenAsync();
        var number = await complaint.InstructedAsync();
        await complaint.DoAsync("cs", number, "Done", Complaint.Determination("third-party"));

        (await company.WaitingStepsAsync(number)).ShouldBe(["supplier"]);
        var reply = new JsonObject
        {
            ["supplierName"] = "常州钢材",
            ["supplierReply"] = "承认混料",
            ["supplierRepliedOn"] = "2026-11-26",
        };
        await complaint.DoAsync("cs", number, "Done", reply);

        ((string?)(await complaint.ReadAsync(number))["data"]!["supplierReply"]).ShouldBe("承认混料");
        (await company.WaitingStepsAsync(number)).ShouldBe(["treatment"]);
    }

    [Theory, CombineDatabases]
    public async Task A_complaint_not_established_leaves_the_receivable_and_a_memo_if_the_customer_objects_A25_8(
        Database kind
    )
    {
        var app = await apps.On(kind);
        var (company, complaint) = await OpenAsync(kind);
        var number = await complaint.InstructedAsync();
        await complaint.DoAsync("cs", number, "Done", Complaint.Determination("not-established"));
        await complaint.DoAsync("cs", number, "Done", new JsonObject { ["customerReply"] = "经检验产品合格。" });
        await complaint.DoAsync("marketing", number, "Done", Complaint.Told());
        await complaint.DoAsync("cs", number, "Done", Complaint.Answered("refused", "客户坚持己见"));

        var memo = (await complaint.LinkedAsync(number, "QC-")).ShouldHaveSingleItem();
        (await (await company.As("sales-manager")).TaskAsync(memo)).Step.ShouldBe("approval");
        var task = await (await company.As("marketing")).TaskAsync(number);
        task.Step.ShouldBe("receivable");
        task.Due.ShouldBe(app.Clock.GetUtcNow().AddDays(30));
        await complaint.DoAsync(
            "marketing",
            number,
            "Done",
            new JsonObject { ["collected"] = true, ["collectionNote"] = "已收" }
        );
        ((string?)(await complaint.ReadAsync(number))["status"]).ShouldBe("Completed");
    }
}

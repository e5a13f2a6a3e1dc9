using System.Net;
using System.Text.Json.Nodes;
using Workflows.Tests.Support;

namespace Workflows.Tests.Complaints;

/// <summary>Returns and discounts (policy section 2), started by a complaint's decision or by hand with its number.</summary>
public sealed class ReturnTests(SharedApps apps)
{
    private static JsonObject Return(string complaint) =>
        new()
        {
            ["complaint"] = complaint,
            ["customerId"] = "C00001",
            ["product"] = "深沟球轴承",
            ["quantity"] = 20,
            ["treatment"] = "return",
            ["reason"] = "异响",
            ["basis"] = complaint,
        };

    [Theory, CombineDatabases]
    public async Task A_complaints_decision_opens_the_return_and_the_discount_A29(Database kind)
    {
        var company = new Company((await apps.On(kind)).Address);
        var complaint = new Complaint(company);
        var number = await complaint.TreatedAsync(800, "return", "compensation");
        await complaint.DoAsync("sales-manager", number, "Approved");

        var back = (await complaint.LinkedAsync(number, "TH-")).ShouldHaveSingleItem();
        var discount = (await complaint.LinkedAsync(number, "ZR-")).ShouldHaveSingleItem();
        ((string?)(await complaint.ReadAsync(back))["data"]!["complaint"]).ShouldBe(number);
        ((double)(await complaint.ReadAsync(discount))["data"]!["amount"]!).ShouldBe(800);
        ((bool)(await complaint.ReadAsync(back))["links"]![0]!["cameOfThis"]!).ShouldBeFalse();
    }

    [Theory, CombineDatabases]
    public async Task A_discount_of_a_refused_round_says_so_to_whoever_goes_on_with_it_until_it_is_ended_A25_5(
        Database kind
    )
    {
        var app = await apps.On(kind);
        var company = new Company(app.Address);
        var complaint = new Complaint(company);
        var number = await complaint.ToldAsync("discount");
        var discount = (await complaint.LinkedAsync(number, "ZR-")).ShouldHaveSingleItem();
        using var vp = await Page.SignInAsync(app.Address, "sales-vp");
        var task = await (await company.As("sales-vp")).TaskAsync(discount);
        (await Page.GetAsync(vp, $"/tasks/{task.Id}")).Document.QuerySelector(".link-note").ShouldBeNull();

        await complaint.DoAsync("cs", number, "Done", Complaint.Answered("refused", "全额退款"));

        var seen = (await Page.GetAsync(vp, $"/tasks/{task.Id}"))
            .Document.QuerySelector(".link-note")
            .ShouldNotBeNull();
        seen.TextContent.ShouldContain(number);
        seen.TextContent.ShouldContain("客户不接受这一轮投诉的处理");
        var mail = await Mailbox.AwaitAsync(app.Database, "sales-vp", discount);
        (await Page.GetAsync(vp, mail.DecideLinks()[0])).Document.QuerySelector(".link-note").ShouldNotBeNull();
        foreach (var (one, other) in new[] { (number, discount), (discount, number) })
            NoteOf(await complaint.ReadAsync(one), other)!.ShouldContain("请先与客服部确认");
        await complaint.DoAsync("sales-vp", discount, "Rejected", comment: "客户未接受");
        NoteOf(await complaint.ReadAsync(number), discount).ShouldBeNull();
    }

    private static string? NoteOf(JsonObject one, string other) =>
        (string?)one["links"]!.AsArray().Single(l => (string)l!["number"]! == other)!["note"];

    [Fact]
    public async Task A_discount_is_approved_signed_by_the_customer_and_booked_A29_1a()
    {
        var app = await apps.On(Database.Sqlite);
        var company = new Company(app.Address);
        var complaint = new Complaint(company);
        var origin = await complaint.StartAsync();
        var marketing = await company.As("marketing");
        var data = new JsonObject
        {
            ["complaint"] = origin,
            ["customerId"] = "C00001",
            ["kind"] = "discount",
            ["amount"] = 300,
            ["reason"] = "外观瑕疵",
        };
        var number = (await marketing.PostAsync("/api/cases", new { process = "sales-discount", data })).Text("number");
        await complaint.DoAsync("sales-vp", number, "Approved");
        var unsigned = new JsonObject { ["signedBy"] = "顾恒远", ["signedOn"] = "2026-11-25" };

        var refused = await marketing.TryDecideAsync(await marketing.TaskAsync(number), "Done", data: unsigned);
        refused.ErrorFields().ShouldBe(["/signedCopy"]);
        unsigned["signedCopy"] = new JsonArray(await Uploads.PictureAsync(marketing));
        await complaint.DoAsync("marketing", number, "Done", unsigned);
        (await Uploads.CopiesAsync(await company.As("finance"), number)).ShouldBe(["销货折扣证明单 财务部联"]);
        (await Uploads.CopiesAsync(await company.As("marketing2"), number)).ShouldBe(["销货折扣证明单 营销部联"]);
        await complaint.DoAsync(
            "finance",
            number,
            "Done",
            new JsonObject { ["voucherNumber"] = "V-1", ["bookedOn"] = "2026-11-25" }
        );

        ((string?)(await complaint.ReadAsync(number))["status"]).ShouldBe("Completed");
    }

    [Theory, CombineDatabases]
    public async Task A_return_has_four_copies_to_read_only_in_the_departments_lists_A29_1b(Database kind)
    {
        var (company, complaint, number) = await StartReturnAsync(kind);
        await complaint.DoAsync("sales-vp", number, "Approved", new JsonObject { ["approvedQuantity"] = 20 });

        (await Uploads.CopiesAsync(await company.As("warehouse"), number)).ShouldBe(["产品退货单 第二联"]);
        (await Uploads.CopiesAsync(await company.As("finance"), number)).ShouldBe(["产品退货单 第三联"]);
        (await Uploads.CopiesAsync(await company.As("marketing2"), number)).ShouldBe(["产品退货单 第一联"]);
        (await Uploads.CopiesAsync(await company.As("hr"), number)).ShouldBeEmpty();
        await ReceiveAsync(complaint, number, 20);
        (await Uploads.CopiesAsync(await company.As("marketing2"), number)).Count.ShouldBe(2);
    }

    [Theory, CombineDatabases]
    public async Task The_warehouse_signs_for_what_it_received_A29_3(Database kind)
    {
        var (company, complaint, number) = await StartReturnAsync(kind);
        await complaint.DoAsync("sales-vp", number, "Approved", new JsonObject { ["approvedQuantity"] = 20 });
        (await (await company.As("warehouse")).TaskAsync(number)).Step.ShouldBe("receipt");

        await ReceiveAsync(complaint, number, 20);

        (await company.WaitingStepsAsync(number)).ShouldBe(["booking"]);
    }

    [Theory, CombineDatabases]
    public async Task What_was_received_must_agree_before_finance_can_book_A29_2(Database kind)
    {
        var (company, complaint, number) = await StartReturnAsync(kind);
        await complaint.DoAsync("sales-vp", number, "Approved", new JsonObject { ["approvedQuantity"] = 20 });
        await ReceiveAsync(complaint, number, 18);

        (await (await company.As("finance")).TasksAsync(number)).ShouldBeEmpty();
        var marketing = await company.As("marketing");
        var shown = (await marketing.GetAsync($"/api/tasks/{(await marketing.TaskAsync(number)).Id}")).Object[
            "formData"
        ]!;
        ((int)shown["approvedQuantity"]!).ShouldBe(20);
        ((int)shown["receivedQuantity"]!).ShouldBe(18);
        var amend = new JsonObject { ["resolution"] = "amend", ["differenceNote"] = "客户少退两件" };
        await complaint.DoAsync("marketing", number, "Done", amend);
        await complaint.DoAsync("sales-vp", number, "Approved", new JsonObject { ["approvedQuantity"] = 18 });
        await complaint.DoAsync(
            "finance",
            number,
            "Done",
            new JsonObject { ["voucherNumber"] = "V-2", ["bookedOn"] = "2026-11-25" }
        );

        ((string?)(await complaint.ReadAsync(number))["status"]).ShouldBe("Completed");
    }

    private async Task<(Company, Complaint, string)> StartReturnAsync(Database kind)
    {
        var company = new Company((await apps.On(kind)).Address);
        var complaint = new Complaint(company);
        var data = Return(await complaint.StartAsync());
        var marketing = await company.As("marketing");
        var unknown = Return("KS-209901-0001");
        (await marketing.PostAsync("/api/cases", new { process = "product-return", data = unknown }))
            .ErrorFields()
            .ShouldBe(["/complaint"]);
        var started = await marketing.PostAsync("/api/cases", new { process = "product-return", data });
        return (company, complaint, started.ShouldBe(HttpStatusCode.Created).Text("number"));
    }

    private static Task ReceiveAsync(Complaint complaint, string number, int quantity) =>
        complaint.DoAsync(
            "warehouse",
            number,
            "Done",
            new JsonObject { ["receivedQuantity"] = quantity, ["receivedOn"] = "2026-11-25" }
        );
}

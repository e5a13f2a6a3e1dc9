using System.Net;
using System.Text.Json.Nodes;
using Workflows.Tests.Support;

namespace Workflows.Tests.Personnel;

/// <summary>Notices of resignation [E10]: the notice stands whatever the company's rule says.</summary>
public sealed class ResignationTests(SharedApps apps)
{
    private async Task<(Company Company, Staff Staff)> OnAsync(Database kind)
    {
        var company = new Company((await apps.On(kind)).Address);
        return (company, new Staff(company));
    }

    [Theory, CombineDatabases]
    public async Task A_notice_of_three_days_is_flagged_with_both_periods_and_the_legal_note_E10(Database kind)
    {
        var (company, staff) = await OnAsync(kind);
        var number = await staff.StartAsync("marketing", "resignation", Staff.Notice(Staff.SoonDay));

        var shown = await staff.FormAsync("sales-manager", number);

        ((int)shown["formData"]!["noticeDays"]!).ShouldBe(3);
        ((int)shown["formData"]!["noticeRequired"]!).ShouldBe(15);
        ((int)shown["formData"]!["statutoryRequired"]!).ShouldBe(30);
        ((string)shown["formData"]!["noticeState"]!).ShouldBe("short-both");
        var before = await staff.ReadAsync(number);
        ((string)before["summary"]!).ShouldBe($"黄俊杰 {Staff.SoonDay}");
        before["data"]!["supervisorAnswer"].ShouldBeNull();
        before["data"]!["confirmedLastDay"].ShouldBeNull();
        shown.ToJsonString(PlainJson.Readable).ShouldContain("《劳动合同法》第三十七条");
        await staff.DoAsync("sales-manager", number, "Approved");
        ((string)(await staff.DataAsync(number))["supervisorAnswer"]!).ShouldBe("answered");
        var hr = await company.As("hr");
        var refused = await hr.TryDecideAsync(
            await hr.TaskAsync(number),
            "Approved",
            data: Staff.Confirmation(Staff.SoonDay)
        );
        refused.ErrorFields().ShouldBe(["/consequenceDecision", "/consequenceReason"], ignoreOrder: true);
        var decided = Staff.Confirmation(Staff.SoonDay);
        decided["consequenceDecision"] = "not-applied";
        decided["consequenceReason"] = "法律优先于公司规定";
        await staff.DoAsync("hr", number, "Approved", decided);
        ((string)(await staff.DataAsync(number))["proposedConsequence"]!).ShouldBe("as-without-notice");
    }

    [Fact]
    public async Task Enough_notice_is_not_flagged_and_three_days_suffice_by_law_in_probation_E10()
    {
        var (_, staff) = await OnAsync(Database.Sqlite);

        var far = await staff.StartAsync("marketing2", "resignation", Staff.Notice());
        var probation = await staff.StartAsync("cs2", "resignation", Staff.Notice(Staff.SoonDay, inProbation: true));

        ((string)(await staff.DataAsync(far))["noticeState"]!).ShouldBe("sufficient");
        var data = await staff.DataAsync(probation);
        ((string)data["noticeState"]!).ShouldBe("short-policy");
        ((int)data["statutoryRequired"]!).ShouldBe(3);
        ((bool)data["statutoryShort"]!).ShouldBeFalse();
    }

    [Theory, CombineDatabases]
    public async Task The_supervisor_cannot_reject_and_HR_cannot_either_E10(Database kind)
    {
        var (company, staff) = await OnAsync(kind);
        var number = await staff.StartAsync("marketing", "resignation", Staff.Notice());
        var supervisor = await company.As("sales-manager");

        var task = await staff.FormAsync("sales-manager", number);
        var rejected = await supervisor.TryDecideAsync(await supervisor.TaskAsync(number), "Rejected", "不同意");

        task.ToJsonString().ShouldNotContain("Rejected");
        rejected.Status.ShouldBe(HttpStatusCode.BadRequest);
        await staff.DoAsync("sales-manager", number, "Returned", comment: "请再考虑");
        await staff.DoAsync(
            "marketing",
            number,
            "Done",
            new JsonObject(Staff.Notice().Select(f => KeyValuePair.Create(f.Key, f.Value?.DeepClone())))
            {
                ["insist"] = true,
            }
        );
        (await company.WaitingStepsAsync(number)).ShouldBe(["confirmation"]);
        var hr = await company.As("hr");
        (await hr.TryDecideAsync(await hr.TaskAsync(number), "Rejected", "不行")).Status.ShouldBe(
            HttpStatusCode.BadRequest
        );
    }

    [Fact]
    public async Task After_a_talk_the_employee_withdraws_or_stays_with_it_E10()
    {
        var (company, staff) = await OnAsync(Database.Sqlite);
        var stays = await staff.StartAsync("marketing2", "resignation", Staff.Notice());
        var goes = await staff.StartAsync("cs2", "resignation", Staff.Notice());
        await staff.DoAsync("sales-manager", stays, "Talked");
        await staff.DoAsync("cs-manager", goes, "Talked");

        await staff.DoAsync("marketing2", stays, "Done", new JsonObject { ["afterTalk"] = "keep" });
        await staff.DoAsync("cs2", goes, "Done", new JsonObject { ["afterTalk"] = "withdraw" });

        (await company.WaitingStepsAsync(stays)).ShouldBe(["confirmation"]);
        ((string)(await staff.ReadAsync(goes))["status"]!).ShouldBe("Withdrawn");
    }
}

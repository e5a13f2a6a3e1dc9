using Microsoft.EntityFrameworkCore;
using Workflows.Tests.Support;

namespace Workflows.Tests.Activities;

public sealed class SendMailTests
{
    [Fact]
    public async Task A_mail_of_the_flow_is_in_the_outbox_with_the_cases_data()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var mail = FlowEditor.Activity(
            "tell",
            "Workflows.SendMail",
            ("role", "Literal", "vp"),
            ("subject", "Liquid", "更正 {{ Variables.Case.customerId }}"),
            ("body", "Liquid", "{{ Variables.Case.remedy }}")
        );
        await FlowEditor.InsertAsync(company, (mail, "Done"));
        var number = await company.StartAsync();

        await company.EndAsync(number, "cs-manager-review", "cs-manager");

        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
        var sent = await app.InDbAsync(db => db.Outbox.Where(m => m.Template == "message").SingleAsync());
        sent.Address.ShouldBe("vp@example.test");
        sent.Model.ShouldContain("更正 C00001");
        sent.Model.ShouldContain("更正档案，通知各部门改用新号码");
    }
}

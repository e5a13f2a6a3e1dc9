using System.Net;
using System.Text.Json.Nodes;
using Workflows.Tests.Support;
using TaskStatus = Workflows.Cases.Tasks.TaskStatus;

namespace Workflows.Tests.Activities;

/// <summary>Returning from steps that stand inside sequences, branches, loops and drawings of their own.</summary>
public sealed class NestedReturnTests
{
    [Theory, CombineDatabases]
    public async Task In_a_sequence_an_earlier_step_of_it_is_done_again_and_then_what_follows(Database kind)
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var (company, number) = await AtAsync(
            app,
            Sequence("inner", Assign("look", "rnd"), Assign("weigh", "warehouse"), Sign())
        );
        await DoneAsync(company, number, "rnd");
        await DoneAsync(company, number, "warehouse");
        (await ChoicesAsync(company, number)).ShouldBe([
            "step:weigh",
            "step:look",
            "step:csManagerReview",
            "applicant",
        ]);

        // Without a choice it goes to the step before, not on.
        await ReturnAsync(company, number, null);
        (await company.WaitingStepsAsync(number)).ShouldBe(["weigh"]);
        await DoneAsync(company, number, "warehouse");
        (await company.WaitingStepsAsync(number)).ShouldBe(["sign"]);
        await ReturnAsync(company, number, "step:look");
        (await company.WaitingStepsAsync(number)).ShouldBe(["look"]);
        await DoneAsync(company, number, "rnd");
        await DoneAsync(company, number, "warehouse");
        await EndsAsync(company, number);
    }

    [Theory, CombineDatabases]
    public async Task To_a_step_around_it_the_container_is_left_and_begun_anew_when_the_flow_comes_there_again(
        Database kind
    )
    {
        await using var app = await WorkflowsApp.StartAsync(kind);
        var (company, number) = await AtAsync(app, Sequence("inner", Assign("look", "rnd"), Sign()));
        await DoneAsync(company, number, "rnd");

        await ReturnAsync(company, number, "step:csManagerReview");

        (await company.WaitingStepsAsync(number)).ShouldBe(["cs-manager-review"]);
        await (await company.As("cs-manager")).DecideAsync(number, "Approved");
        (await company.WaitingStepsAsync(number)).ShouldBe(["look"]);
        await DoneAsync(company, number, "rnd");
        await EndsAsync(company, number);
    }

    [Fact]
    public async Task From_a_drawing_of_its_own_with_branches_all_of_it_is_called_off_visibly()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var inner = Drawing(
            "inner",
            [Assign("look", "rnd"), Sign(), Assign("store", "warehouse")],
            ("look", "Done", "sign"),
            ("look", "Done", "store"),
            ("sign", "Returned", "look"),
            ("sign", "Approved", "look2"),
            ("sign", "Rejected", "look2")
        );
        inner["activities"]!.AsArray().Add(Assign("look2", "rnd"));
        var (company, number) = await AtAsync(app, inner);
        await DoneAsync(company, number, "rnd");
        (await company.WaitingStepsAsync(number)).ShouldBe(["sign", "store"], ignoreOrder: true);
        (await ChoicesAsync(company, number)).ShouldBe(["", "step:csManagerReview", "applicant"]);
        await ReturnAsync(company, number, "step:csManagerReview");

        (await company.WaitingStepsAsync(number)).ShouldBe(["cs-manager-review"]);
        var store = await app.InDbAsync(db => Task.FromResult(db.Tasks.Where(t => t.Step == "store").ToList()));
        store.ShouldAllBe(t => t.Status == TaskStatus.Cancelled);
        await (await company.As("cs-manager")).DecideAsync(number, "Approved");
        await DoneAsync(company, number, "rnd");
        await (await company.As("warehouse")).DecideAsync(number, "Done", step: "store");
        await (await company.As("marketing")).DecideAsync(number, "Approved");
        await DoneAsync(company, number, "rnd");
        await company.AdvanceAsync(number, from: "gm-approval");
        (await StatusAsync(company, number)).ShouldBe("Completed");
    }

    [Fact]
    public async Task In_a_branch_within_a_loop_the_round_or_the_whole_loop_is_done_again()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var branch = FlowEditor.Activity("ask", "Elsa.If", ("condition", "JavaScript", "true"));
        branch["then"] = Sign();
        var loop = FlowEditor.Activity("rounds", "Elsa.ForEach", ("items", "JavaScript", "[1, 2]"));
        loop["body"] = Sequence("round", Assign("look", "rnd"), branch);
        var (company, number) = await AtAsync(app, loop);
        await DoneAsync(company, number, "rnd");
        await (await company.As("marketing")).DecideAsync(number, "Approved");
        await DoneAsync(company, number, "rnd");

        await ReturnAsync(company, number, "step:look");
        (await company.WaitingStepsAsync(number)).ShouldBe(["look"]);
        await DoneAsync(company, number, "rnd");
        await ReturnAsync(company, number, "applicant");
        (await company.WaitingStepsAsync(number)).ShouldBe(["revise-returned"]);
        await (await company.As("cs")).DecideAsync(number, "Done", data: Draft.Valid());
        (await company.WaitingStepsAsync(number)).ShouldBe(["cs-manager-review"]);

        await (await company.As("cs-manager")).DecideAsync(number, "Approved");
        for (var round = 0; round < 2; round++)
        {
            await DoneAsync(company, number, "rnd");
            (await company.WaitingStepsAsync(number)).ShouldBe(["sign"]);
            if (round == 0)
                await (await company.As("marketing")).DecideAsync(number, "Approved");
        }
        await EndsAsync(company, number);
    }

    [Fact]
    public async Task Straight_back_within_a_sequence_what_lies_between_is_not_done_again()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var sign = Sign(("resubmission", "Literal", "Returner"));
        var (company, number) = await AtAsync(
            app,
            Sequence("inner", Assign("look", "rnd"), Assign("weigh", "warehouse"), sign)
        );
        await DoneAsync(company, number, "rnd");
        await DoneAsync(company, number, "warehouse");

        await ReturnAsync(company, number, "step:look");
        (await company.WaitingStepsAsync(number)).ShouldBe(["look"]);
        await DoneAsync(company, number, "rnd");
        (await company.WaitingStepsAsync(number)).ShouldBe(["sign"]);
        await EndsAsync(company, number);
    }

    [Fact]
    public async Task Return_targets_where_no_arrow_leads_are_refused_when_it_is_published()
    {
        await using var app = await WorkflowsApp.StartAsync(Database.Sqlite);
        var company = new Company(app.Address);
        var sign = Sign(("returnTargets", "Object", "[\"previous\"]"));

        var said = await FlowEditor.RefusedAsync(
            company,
            [Sequence("inner", Assign("look", "rnd"), sign)],
            ("csManagerReview", "Approved", "inner"),
            ("inner", "Done", "gmApproval")
        );

        said.ShouldContain("没有退回的箭头");
    }

    private static async Task<(Company Company, string Number)> AtAsync(WorkflowsApp app, JsonObject container)
    {
        var company = new Company(app.Address);
        var id = (string)container["id"]!;
        await FlowEditor.DrawAsync(
            company,
            [container],
            ("csManagerReview", "Approved", id),
            (id, "Done", "gmApproval")
        );
        var number = await company.StartAsync();
        await company.EndAsync(number, "cs-manager-review", "cs-manager");
        return (company, number);
    }

    private static async Task EndsAsync(Company company, string number)
    {
        (await company.WaitingStepsAsync(number)).ShouldBe(["sign"]);
        await (await company.As("marketing")).DecideAsync(number, "Approved");
        (await company.WaitingStepsAsync(number)).ShouldBe(["gm-approval"]);
        await company.AdvanceAsync(number, from: "gm-approval");
        (await StatusAsync(company, number)).ShouldBe("Completed");
    }

    private static async Task DoneAsync(Company company, string number, string user) =>
        await (await company.As(user)).DecideAsync(number, "Done");

    private static async Task ReturnAsync(Company company, string number, string? to) =>
        await (await company.As("marketing")).DecideAsync(number, "Returned", "再看看", returnTo: to);

    private static async Task<string> StatusAsync(Company company, string number) =>
        (string)(await (await company.As("cs")).CaseAsync(number))["status"]!;

    private static async Task<IEnumerable<string>> ChoicesAsync(Company company, string number)
    {
        var client = await company.As("marketing");
        var task = await client.TaskAsync(number);
        var shown = (await client.GetAsync($"/api/tasks/{task.Id}")).ShouldBe(HttpStatusCode.OK).Object;
        return shown["returns"]!.AsArray().Select(r => (string)r!["key"]!);
    }

    private static JsonObject Sign(params (string, string, string)[] more) =>
        FlowEditor.Activity(
            "sign",
            "Workflows.Approve",
            [("step", "Literal", "sign"), ("role", "Literal", "marketing"), .. more]
        );

    private static JsonObject Assign(string id, string role) =>
        FlowEditor.Activity(id, "Workflows.Assign", ("step", "Literal", id), ("role", "Literal", role));

    private static JsonObject Sequence(string id, params JsonObject[] activities)
    {
        var sequence = FlowEditor.Activity(id, "Elsa.Sequence");
        sequence["activities"] = new JsonArray([.. activities]);
        return sequence;
    }

    private static JsonObject Drawing(
        string id,
        JsonObject[] activities,
        params (string From, string Port, string To)[] arrows
    )
    {
        var drawing = FlowEditor.Activity(id, "Elsa.Flowchart");
        drawing["activities"] = new JsonArray([.. activities]);
        drawing["connections"] = new JsonArray([.. arrows.Select(a => FlowEditor.Connection(a.From, a.Port, a.To))]);
        return drawing;
    }
}

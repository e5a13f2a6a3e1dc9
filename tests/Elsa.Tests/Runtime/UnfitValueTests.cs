using System.Text.Json.Nodes;
using Company.Activities;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime.Messages;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;
using static Elsa.Tests.Runtime.Drawn;

namespace Elsa.Tests.Runtime
{
    /// <summary>Values of another kind than what receives them, each compared with what Elsa makes of it.</summary>
    public class UnfitValueTests
    {
        [Theory]
        [InlineData("Literal", "yes")]
        [InlineData("Literal", "1")]
        [InlineData("JavaScript", "'x'")]
        [InlineData("JavaScript", "[]")]
        [InlineData("JavaScript", "({})")]
        [InlineData("Liquid", "{{ 1 }}")]
        public async Task What_is_no_truth_value_counts_as_false(string language, string condition)
        {
            var (host, ran) = await RunAsync(
                Chart(
                    [
                        Activity("if", "FlowDecision", ("condition", "Boolean", language, condition)),
                        Tell("yes", "Told", "'yes'"),
                        Tell("no", "Told", "'no'"),
                    ],
                    "if:True>yes",
                    "if:False>no"
                )
            );

            await using (host)
                (await host.OutputAsync(ran.WorkflowInstanceId, "Told")).ShouldBe("no");
        }

        [Fact]
        public async Task A_text_that_is_no_number_is_0_for_an_activity_of_Elsa_and_an_incident_for_one_of_the_house()
        {
            var pay = Activity("pay", "Pay", ("amount", "Decimal", "Literal", "a lot"));
            pay["type"] = "Company.Pay";
            var loop = Activity(
                "loop",
                "For",
                ("start", "Int32", "Literal", "1"),
                ("end", "Int32", "Literal", "many"),
                ("step", "Int32", "Literal", "1")
            );
            loop["body"] = Tell("in", "Told", "'ran'");

            var (host, ran) = await RunAsync(Sequence("steps", [], loop, Tell("after", "After", "1"), pay));

            await using (host)
            {
                (await host.OutputAsync(ran.WorkflowInstanceId, "Told")).ShouldBeNull();
                (await host.OutputAsync(ran.WorkflowInstanceId, "After")).ShouldBe("1");
                ran.Incidents.ShouldHaveSingleItem().ActivityId.ShouldBe("pay");
            }
        }

        [Fact]
        public async Task A_choice_that_does_not_exist_is_an_incident()
        {
            var (host, ran) = await RunAsync(
                Chart([Activity("join", "FlowJoin", ("mode", "FlowJoinMode", "Literal", "Whenever"))])
            );

            await using (host)
                ran.Incidents.ShouldHaveSingleItem();
        }

        [Theory]
        [InlineData("Int32", "'12'", "string 12", "string 12")]
        [InlineData("Int32", "1.5", "number 1.5", "number 0")]
        [InlineData("Int32", "7", "number 7", "number 7")]
        [InlineData("Boolean", "1", "number 1", "boolean false")]
        [InlineData("String", "5", "number 5", "string 5")]
        [InlineData("String", "true", "boolean true", "string true")]
        [InlineData("String", "[1,2]", "object 1,2", "string [1,2]")]
        [InlineData("Decimal", "'2.5'", "string 2.5", "string 2.5")]
        public async Task A_result_stays_as_it_came_until_its_variable_is_read_back(
            string type,
            string result,
            string atOnce,
            string afterwards
        )
        {
            var script = Script("make", result);
            script["result"] = JsonNode.Parse("""{"typeName":"Object","memoryReference":{"id":"v-kept"}}""");

            var (host, ran) = await RunAsync(
                Sequence(
                    "steps",
                    [],
                    script,
                    Tell("first", "First", "typeof getKept() + ' ' + getKept()"),
                    Ask("ask"),
                    Tell("then", "Then", "typeof getKept() + ' ' + getKept()")
                ),
                Variable("v-kept", "Kept", type, null)
            );
            await using (host)
            {
                await host.ResumeAsync(ran.WorkflowInstanceId, await host.BookmarkAsync(ran.WorkflowInstanceId));

                (await host.OutputAsync(ran.WorkflowInstanceId, "First")).ShouldBe(atOnce);
                (await host.OutputAsync(ran.WorkflowInstanceId, "Then")).ShouldBe(afterwards);
            }
        }

        [Fact]
        public async Task The_members_of_an_object_are_no_items_to_go_through_side_by_side()
        {
            var loop = Activity("each", "ParallelForEach", ("items", "Object", "JavaScript", "({a: 1, b: 2})"));
            loop["body"] = Tell("in", "Told", "getCurrentValue()");

            var (host, ran) = await RunAsync(Sequence("steps", [], loop, Tell("after", "After", "1")));

            await using (host)
            {
                (await host.OutputAsync(ran.WorkflowInstanceId, "Told")).ShouldBeNull();
                (await host.OutputAsync(ran.WorkflowInstanceId, "After")).ShouldBe("1");
            }
        }

        [Fact]
        public async Task A_template_prints_an_item_of_a_JSON_list_whole_and_reaches_its_members()
        {
            var loop = Activity("each", "ForEach", ("items", "ICollection<Object>", "Object", """[{"n":1}]"""));
            loop["body"] = Activity(
                "in",
                "SetOutput",
                ("outputName", "String", "Literal", "Told"),
                ("outputValue", "Object", "Liquid", "{{ Variables.CurrentValue }} {{ Variables.CurrentValue.n }}")
            );

            var (host, ran) = await RunAsync(Sequence("steps", [], loop));

            await using (host)
                (await host.OutputAsync(ran.WorkflowInstanceId, "Told")).ShouldBe("""{"n":1} 1""");
        }

        private static async Task<(ServerHost Host, RunWorkflowInstanceResponse Ran)> RunAsync(
            JsonObject root,
            params JsonObject[] variables
        )
        {
            var host = await ServerHost.StartAsync(services =>
                services.Configure<ActivityCatalog>(catalog => catalog.Add<Pay>())
            );
            var model = new JsonObject
            {
                ["definitionId"] = "flow",
                ["name"] = "flow",
                ["variables"] = new JsonArray([.. variables]),
                ["root"] = root,
            };
            var sent = new JsonObject { ["model"] = model, ["publish"] = true };
            var (status, body) = await host.PostAsync("/workflow-definitions", sent);
            status.ShouldBe(200, body?.ToJsonString());
            return (host, await host.RunAsync("flow"));
        }
    }
}

namespace Company.Activities
{
    /// <summary>What a company adds to Elsa's activities.</summary>
    [Elsa.Workflows.Attributes.Activity("Company", "Company", "Pays an amount.")]
    public sealed class Pay : CodeActivity
    {
        [Elsa.Workflows.Attributes.Input]
        public Input<decimal> Amount { get; set; } = null!;
    }
}

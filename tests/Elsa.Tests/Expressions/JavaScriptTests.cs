using System.Dynamic;
using System.Text.Json;
using Elsa.Workflows.Memory;
using Workflows.Engine;

namespace Elsa.Tests.Expressions;

public sealed class JavaScriptTests
{
    [Fact]
    public async Task A_script_reads_a_variable_in_three_ways()
    {
        var host = new ScriptHost(null, new Variable<int>("Total", 40));
        (await host.JavaScript("variables.Total + getTotal() + getVariable('Total') + 2", typeof(int))).ShouldBe(122);
    }

    [Fact]
    public async Task A_script_writes_a_variable_in_three_ways()
    {
        var total = new Variable<int>("Total", 1);
        var host = new ScriptHost(null, total);
        await host.JavaScript("setTotal(variables.Total + 1)");
        await host.JavaScript("variables.Total = getTotal() * 10");
        await host.JavaScript("setVariable('Total', variables.Total + 1)");
        host.Context.Get(total).ShouldBe(21);
    }

    [Fact]
    public async Task What_a_script_changes_inside_an_object_is_kept()
    {
        dynamic order = new ExpandoObject();
        order.Lines = new List<object> { 1, 2 };
        var variable = new Variable<object>("Order", (object)order);
        var host = new ScriptHost(null, variable);
        (
            await host.JavaScript("variables.Order.Lines.push(3); return variables.Order.Lines.length", typeof(int))
        ).ShouldBe(3);
        JsonSerializer.Serialize(host.Context.Get(variable)).ShouldBe("""{"Lines":[1,2,3]}""");
    }

    [Fact]
    public async Task An_object_that_a_script_only_reads_stays_the_same_object()
    {
        dynamic order = new ExpandoObject();
        order.Amount = 12.5m;
        var variable = new Variable<object>("Order", (object)order);
        var host = new ScriptHost(null, variable);
        (await host.JavaScript("variables.Order.Amount > 12")).ShouldBe(true);
        host.Context.Get(variable).ShouldBeSameAs((object)order);
    }

    [Theory]
    [InlineData("return 1 + 1", 2)]
    [InlineData("1 + 1", 2)]
    [InlineData("'7'", 7)]
    public async Task A_result_becomes_the_type_that_is_asked_for(string script, int expected) =>
        (await new ScriptHost().JavaScript(script, typeof(int))).ShouldBe(expected);

    [Fact]
    public async Task What_the_caller_gives_is_there_by_name()
    {
        var host = new ScriptHost();
        var given = new Elsa.Expressions.Models.ExpressionEvaluatorOptions
        {
            Arguments = new Dictionary<string, object> { ["Item"] = "C-7" },
        };
        var evaluator = host.Get<Elsa.Expressions.JavaScript.Contracts.IJavaScriptEvaluator>();
        var both = await evaluator.EvaluateAsync("getItem() + args.item", typeof(string), host.Context, given);
        both.ShouldBe("C-7C-7");
    }

    [Fact]
    public async Task A_promise_is_awaited() =>
        (await new ScriptHost().JavaScript("(async () => await Promise.resolve(5))()", typeof(int))).ShouldBe(5);

    [Fact]
    public async Task Json_is_an_object_in_a_script()
    {
        using var json = JsonDocument.Parse("""{"items":[{"price":3},{"price":4}]}""");
        var host = new ScriptHost(null, new Variable<JsonElement>("Cart", json.RootElement.Clone()));
        (await host.JavaScript("variables.Cart.items.reduce((sum, i) => sum + i.price, 0)", typeof(int))).ShouldBe(7);
    }

    [Fact]
    public async Task Helpers_that_flows_know_from_elsa_are_there()
    {
        var host = new ScriptHost();
        (await host.JavaScript("toJson({ name: '张伟', ok: true })")).ShouldBe("""{"name":"张伟","ok":true}""");
        (await host.JavaScript("stringFromBase64(stringToBase64('客户'))")).ShouldBe("客户");
        (await host.JavaScript("bytesToString(bytesFromString('abc'))")).ShouldBe("abc");
        (await host.JavaScript("isNullOrWhiteSpace('  ') && isNullOrEmpty(null)")).ShouldBe(true);
        (await host.JavaScript("newGuidString().length", typeof(int))).ShouldBe(36);
        (await host.JavaScript("parseGuid('6f9619ff-8b86-d011-b42d-00c04fc964ff')")).ShouldBeOfType<Guid>();
    }

    [Fact]
    public async Task A_script_that_cannot_be_parsed_is_an_error_with_its_place()
    {
        var error = await Should.ThrowAsync<ScriptException>(() =>
            new ScriptHost().JavaScript("var a = 1;\nvar b = ;")
        );
        error.Line.ShouldBe(2);
        error.Message.ShouldStartWith("JavaScript, line 2, column 9:");
    }

    [Fact]
    public async Task A_script_that_fails_is_an_error_with_its_place()
    {
        var error = await Should.ThrowAsync<ScriptException>(() => new ScriptHost().JavaScript("let x;\n  x.amount"));
        error.Line.ShouldBe(2);
        error.Message.ShouldContain("amount");
    }

    [Fact]
    public async Task A_result_that_is_no_number_is_0_where_a_number_is_wanted_as_in_Elsa() =>
        (await new ScriptHost().JavaScript("'many'", typeof(int))).ShouldBe(0);
}

using System.Dynamic;
using System.Text.Json;
using Elsa.Workflows.Memory;
using Workflows.Engine;

namespace Elsa.Tests.Expressions;

public sealed class LiquidTests
{
    [Fact]
    public async Task A_template_reads_variables_of_every_kind()
    {
        using var json = JsonDocument.Parse("""{"name":"王芳","tags":["a","b"]}""");
        dynamic order = new ExpandoObject();
        order.Lines = new List<object> { 1, 2, 3 };
        var host = new ScriptHost(
            null,
            new Variable<int>("Total", 42),
            new Variable<JsonElement>("Customer", json.RootElement.Clone()),
            new Variable<object>("Order", (object)order)
        );
        (
            await host.Liquid(
                "{{ Variables.Total }} {{ Variables.Customer.name }} {{ Variables.Customer.tags | join: '+' }} {{ Variables.Order.Lines | size }}"
            )
        ).ShouldBe("42 王芳 a+b 3");
    }

    [Fact]
    public async Task Filters_of_liquid_and_of_elsa_are_there()
    {
        var host = new ScriptHost(null, new Variable<string>("Name", "Ann"));
        (await host.Liquid("{{ Variables.Name | downcase | append: '!' }}")).ShouldBe("ann!");
        (await host.Liquid("{{ Variables.Name | base64 }}")).ShouldBe("QW5u");
    }

    [Fact]
    public async Task A_variable_that_is_not_there_is_empty() =>
        (await new ScriptHost().Liquid("[{{ Variables.Nothing.at.all }}]")).ShouldBe("[]");

    [Fact]
    public async Task A_template_that_cannot_be_parsed_is_an_error_with_its_place()
    {
        var error = await Should.ThrowAsync<ScriptException>(() => new ScriptHost().Liquid("one\n{% if x %}"));
        error.Language.ShouldBe("Liquid");
        error.Line.ShouldBe(2);
    }

    [Fact]
    public async Task What_a_template_yields_becomes_the_type_that_is_asked_for()
    {
        var host = new ScriptHost(null, new Variable<int>("Days", 3));
        (await host.Evaluate("Liquid", "{{ Variables.Days }}.00:00:00", typeof(TimeSpan))).ShouldBe(
            TimeSpan.FromDays(3)
        );
        (await host.Evaluate("Liquid", "{{ Variables.Days }}", typeof(int))).ShouldBe(3);
    }

    [Theory]
    [InlineData("{% if true %}", "x", "{% endif %}")]
    [InlineData("{% for i in (1..2) %}", "x", "{% endfor %}")]
    [InlineData("{% capture a %}{% unless a %}", "x", "{% endunless %}{% endcapture %}")]
    public async Task A_template_nested_too_deep_is_an_error_and_not_the_end_of_the_host(
        string before,
        string inside,
        string after
    )
    {
        var template = Repeated(before, 20_000) + inside + Repeated(after, 20_000);

        await Should.ThrowAsync<ScriptException>(() => new ScriptHost().Liquid(template));
    }

    [Theory]
    [InlineData("{{ 'x'", " | append: 'a'", " }}")]
    [InlineData("{% if true", "\nand\ttrue", " %}x{% endif %}")]
    [InlineData("{% case 1 %}{% when 1", " or 1", " %}x{% endcase %}")]
    [InlineData("{% liquid", "\nif true", " %}")]
    [InlineData("{{ ", "(", "1")]
    [InlineData("{{ ", "a[", "0")]
    public async Task A_tag_with_too_many_steps_is_an_error(string start, string step, string end) =>
        await Should.ThrowAsync<ScriptException>(() => new ScriptHost().Liquid(start + Repeated(step, 50_000) + end));

    [Fact]
    public async Task A_long_template_that_is_not_deep_is_rendered() =>
        (await new ScriptHost().Liquid(Repeated("{% if true %}x{% endif %}", 2000)))!.Length.ShouldBe(2000);

    private static string Repeated(string text, int times) => string.Concat(Enumerable.Repeat(text, times));
}

using System.Numerics;
using System.Text.Json;
using Elsa.Workflows;
using Elsa.Workflows.Memory;
using Workflows.Engine;

namespace Elsa.Tests.Expressions;

/// <summary>The .NET types that scripts may name, and values that JSON has no word for.</summary>
public sealed class ScriptTypesTests
{
    [Theory]
    [InlineData("TimeSpan.FromMinutes(90)", typeof(TimeSpan), "01:30:00")]
    [InlineData("TimeSpan.FromMinutes(90).TotalHours", typeof(double), "1.5")]
    [InlineData("DateOnly.Parse('2026-02-28').AddDays(1).ToString('yyyy-MM-dd')", typeof(string), "2026-03-01")]
    [InlineData("Guid.Empty", typeof(Guid), "00000000-0000-0000-0000-000000000000")]
    [InlineData("Guid.NewGuid().ToString().length", typeof(int), "36")]
    [InlineData("Decimal.Parse('1.5')", typeof(decimal), "1.5")]
    [InlineData("new Random().Next(3, 4)", typeof(int), "3")]
    public async Task A_script_names_dates_durations_ids_and_numbers(string script, Type type, string expected) =>
        FormattableString.Invariant($"{await new ScriptHost().JavaScript(script, type)}").ShouldBe(expected);

    [Theory]
    [InlineData("TimeSpan.FromDays(1).GetType()")]
    [InlineData("Guid.NewGuid().GetType().Assembly")]
    [InlineData("DateTimeOffset.MaxValue.GetType().Assembly")]
    [InlineData("new Random().GetType()")]
    [InlineData("new Random().GetHexString(2000000000)")]
    [InlineData("Random.Shared.GetString('abc', 2000000000)")]
    [InlineData("Random.Shared.NextBytes(bytesFromString('abc'))")]
    public async Task Through_them_it_reaches_nothing_else(string script) =>
        await Should.ThrowAsync<ScriptException>(() => new ScriptHost().JavaScript(script));

    [Theory]
    [InlineData("(function () {})")]
    [InlineData("() => 1")]
    [InlineData("Symbol('x')")]
    [InlineData("class A {}; A")]
    public async Task What_is_no_data_is_nothing(string script) =>
        (await new ScriptHost().JavaScript(script)).ShouldBeNull();

    [Theory]
    [InlineData("0 / 0", "\"NaN\"")]
    [InlineData("1e400", "\"Infinity\"")]
    [InlineData("({ a: [-1 / 0] })", """{"a":["-Infinity"]}""")]
    [InlineData("12345678901234567890n", "12345678901234567890")]
    public async Task Numbers_that_JSON_lacks_are_saved_and_read_again(string script, string saved)
    {
        var host = new ScriptHost();
        var value = await host.JavaScript(script);
        var serializer = host.Get<IPayloadSerializer>();

        serializer.Serialize(value!).ShouldBe(saved);
        serializer.Deserialize(saved).ShouldNotBeNull();
        serializer.Deserialize<BigInteger>("12345678901234567890").ShouldBe(12345678901234567890);
    }

    [Fact]
    public async Task Infinity_in_a_variable_of_a_type_is_still_that_number_when_read_again()
    {
        var variable = new Variable<double>("Share", 0);
        var host = new ScriptHost(null, variable);
        await host.JavaScript("setShare(1 / 0)");

        var serializer = host.Get<IPayloadSerializer>();
        serializer
            .Deserialize<double>(serializer.Serialize(host.Context.Get(variable)!))
            .ShouldBe(double.PositiveInfinity);
    }
}

using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Fluid;
using Fluid.Values;

namespace Workflows.Engine.Expressions;

/// <summary>The names and filters that a flow's template finds.</summary>
internal static class LiquidNames
{
    public const string WriterKey = nameof(BoundedWriter);

    // A template's step does more than a script's statement.
    private const int MostSteps = 200_000;

    public static TemplateOptions CreateOptions(ScriptLimits limits, TimeProvider clock)
    {
        var options = new TemplateOptions
        {
            MaxSteps = Math.Min(limits.Statements, MostSteps),
            Assigned = (_, value, context) => Bounded(value, context, limits),
            Captured = (_, value, context) => Bounded(value, context, limits),
            MaxRecursion = limits.Recursion,
            Now = () => clock.GetLocalNow(),
            TimeZone = clock.LocalTimeZone,
        };
        options.MemberAccessStrategy.Register<Lookup, object?>((lookup, name) => lookup.Get(name));
        options.ValueConverters.Add(value =>
            value switch
            {
                JsonElement { ValueKind: JsonValueKind.Object or JsonValueKind.Array } json => new WholeJson(
                    json,
                    options
                ),
                JsonElement element => ConversionJson.Plain(element),
                JsonNode node => ConversionJson.Plain(node),
                TimeSpan span => span.ToString(),
                Guid guid => guid.ToString(),
                Enum named => named.ToString(),
                _ => null,
            }
        );
        options.Filters.AddFilter("base64", Base64);
        options.Filters.AddFilter("keys", Keys);
        return options;
    }

    /// <summary>Texts that double with each step stop growing here.</summary>
    private static ValueTask<FluidValue> Bounded(FluidValue value, TemplateContext context, ScriptLimits limits)
    {
        if (value.Type == FluidValues.String && value.ToStringValue().Length > limits.Length)
            throw new ScriptException("Liquid", $"made a text of more than {limits.Length} characters.");
        if (context.AmbientValues.TryGetValue(WriterKey, out var writer))
            ((BoundedWriter)writer).CheckTime();
        return value;
    }

    public static void Give(TemplateContext template, ExpressionExecutionContext context)
    {
        template.SetValue("Variables", new Lookup(name => context.GetVariableInScope(name)));
        template.SetValue("Input", new Lookup(name => context.GetInput(name)));
        if (!context.TryGetWorkflowExecutionContext(out var workflow))
            return;
        var identity = workflow.Workflow.Identity;
        template.SetValue("CorrelationId", workflow.CorrelationId);
        template.SetValue("WorkflowInstanceId", workflow.Id);
        template.SetValue("WorkflowDefinitionId", identity.DefinitionId);
        template.SetValue("WorkflowDefinitionVersionId", identity.Id);
        template.SetValue("WorkflowDefinitionVersion", identity.Version);
    }

    private static ValueTask<FluidValue> Base64(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        if (input.IsNil())
            return NilValue.Instance;
        var text = input.Type is FluidValues.Array or FluidValues.Dictionary or FluidValues.Object
            ? JsonSerializer.Serialize(input.ToObjectValue(), ConversionJson.Options)
            : input.ToStringValue();
        return new StringValue(Convert.ToBase64String(Encoding.UTF8.GetBytes(text)));
    }

    private static ValueTask<FluidValue> Keys(FluidValue input, FilterArguments arguments, TemplateContext context)
    {
        var keys = input.ToObjectValue() switch
        {
            IFluidIndexable indexable => indexable.Keys,
            IDictionary<string, object?> members => members.Keys,
            _ => [],
        };
        return new ArrayValue([.. keys.Select(key => (FluidValue)new StringValue(key))]);
    }

    private sealed class Lookup(Func<string, object?> get)
    {
        public object? Get(string name) => get(name);
    }
}

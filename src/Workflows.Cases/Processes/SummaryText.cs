using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using Fluid;
using Fluid.Values;

namespace Workflows.Cases.Processes;

/// <summary>Renders a pack's one-line summary and its letters.</summary>
internal static class SummaryText
{
    private const int Longest = 200;
    private static readonly FluidParser Parser = new();
    private static readonly ConcurrentDictionary<string, IFluidTemplate> Templates = new();
    private static readonly TemplateOptions Options = new();

    static SummaryText()
    {
        Options.MemberAccessStrategy.Register<JsonObject, object?>((node, name) => node[name]);
        Options.ValueConverters.Add(value => value is JsonValue text ? new StringValue(text.ToString()) : null);
    }

    /// <summary>What is wrong with a template; null when nothing is.</summary>
    public static string? FaultOf(string liquid) => Parser.TryParse(liquid, out _, out var error) ? null : error;

    /// <summary>The whole text with its lines.</summary>
    public static string RenderLetter(string liquid, JsonObject data) => RenderAll(liquid, data);

    public static string Render(string liquid, JsonObject data)
    {
        var text = RenderAll(liquid, data).ReplaceLineEndings(" ").Trim();
        return text.Length <= Longest ? text : text[..Longest];
    }

    private static string RenderAll(string liquid, JsonObject data)
    {
        var template = Templates.GetOrAdd(liquid, text => Parser.Parse(text));
        var context = new TemplateContext(Options);
        foreach (var (name, value) in data)
            context.SetValue(name, value);
        return template.Render(context);
    }
}

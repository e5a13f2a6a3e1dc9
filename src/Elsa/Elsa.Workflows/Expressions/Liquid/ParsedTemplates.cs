using System.Collections.Concurrent;
using System.Globalization;
using System.Text.RegularExpressions;
using Fluid;

namespace Workflows.Engine.Expressions;

/// <summary>Templates parsed once; a template that cannot be parsed is an error with its place.</summary>
internal sealed partial class ParsedTemplates
{
    private const int Most = 10_000;

    private static readonly FluidParser Parser = new(new FluidParserOptions { AllowParentheses = true });

    private readonly ConcurrentDictionary<string, IFluidTemplate> _templates = new(StringComparer.Ordinal);

    public IFluidTemplate Get(string source)
    {
        if (_templates.TryGetValue(source, out var template))
            return template;
        template = Parse(source);
        if (_templates.Count >= Most)
            _templates.Clear();
        _templates[source] = template;
        return template;
    }

    public static IFluidTemplate Parse(string source)
    {
        TemplateDepth.Check(source);
        return Parser.TryParse(source, out var template, out var error)
            ? BoundedRanges.In(template)
            : throw Located(error);
    }

    /// <summary>Fluid writes the place into its message, as "… at (2:5)".</summary>
    private static ScriptException Located(string error)
    {
        var place = Place().Match(error);
        if (!place.Success)
            return new ScriptException("Liquid", error.Trim());
        var line = int.Parse(place.Groups[1].ValueSpan, CultureInfo.InvariantCulture);
        var column = int.Parse(place.Groups[2].ValueSpan, CultureInfo.InvariantCulture);
        return new ScriptException("Liquid", error[..place.Index].Trim(), line, column);
    }

    [GeneratedRegex(@"\s*at \((\d+):(\d+)\)", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}

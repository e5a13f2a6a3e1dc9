using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Elsa.Expressions.Contracts;

namespace Workflows.Engine.Serialization;

/// <summary>The JSON settings of the engine, one set per purpose; all share names, case and encoding.</summary>
internal sealed class EngineJson
{
    /// <summary>Deep enough for any definition a person draws; deeper JSON is refused before anything is made of it.</summary>
    public const int MaxDepth = 256;

    public EngineJson(
        TypeNames names,
        IExpressionDescriptorRegistry languages,
        ActivityReader reader,
        ActivityWriter writer
    )
    {
        var expressions = new ExpressionJson(languages);
        JsonConverter[] converters =
        [
            new TypeJson(names),
            new VariableJson(names),
            expressions,
            new InputJson(languages, expressions),
            new OutputJson(),
            new ActivityJson(reader, writer),
        ];
        Definitions = Settings(converters);
        Api = Settings([.. converters, new VersionOptionsJson()]);
        States = Settings([new TypeJson(names), new VariableJson(names), new PayloadJson(names)]);
    }

    /// <summary>Activities and what is in them.</summary>
    public JsonSerializerOptions Definitions { get; }

    /// <summary>What the REST API exchanges.</summary>
    public JsonSerializerOptions Api { get; }

    /// <summary>Instance states and payloads: values whose type only they know.</summary>
    public JsonSerializerOptions States { get; }

    private static JsonSerializerOptions Settings(IEnumerable<JsonConverter> converters)
    {
        var options = new JsonSerializerOptions
        {
            PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
            PropertyNameCaseInsensitive = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
            MaxDepth = MaxDepth,
            // What a script divides by nothing is saved as "Infinity"; JSON has no number for it.
            NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
            Converters = { new JsonStringEnumConverter(), new BigNumberJson() },
        };
        foreach (var converter in converters)
            options.Converters.Add(converter);
        return options;
    }
}

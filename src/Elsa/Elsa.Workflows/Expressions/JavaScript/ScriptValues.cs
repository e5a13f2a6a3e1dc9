using System.Collections;
using System.Dynamic;
using System.Text.Json;
using System.Text.Json.Nodes;
using Jint;
using Jint.Native;
using Jint.Native.Function;
using Jint.Runtime.Interop;

namespace Workflows.Engine.Expressions;

/// <summary>
/// Carries values into a script. Data (texts, numbers, dictionaries, lists, JSON) becomes the script's own objects,
/// so it behaves as a script expects; other .NET objects are wrapped.
/// </summary>
internal static class ScriptValues
{
    private const int Deepest = 64;

    public static JsValue ToScript(Jint.Engine engine, object? value) => ToScript(engine, value, 0);

    /// <summary>Whether the value was copied into the script, so that changes in it must be carried back.</summary>
    public static bool IsCopied(object? value) =>
        value is JsonElement or JsonNode or IDictionary<string, object?> || value is IList list && IsPlainList(list);

    /// <summary>What a script yields, as texts, numbers, arrays and expandos; refused if it contains itself.</summary>
    public static object? FromScript(JsValue value) => FromScript(value, 0);

    private static object? FromScript(JsValue value, int depth)
    {
        if (depth > Deepest)
            throw new ScriptException("JavaScript", "the result is nested too deeply, or contains itself.");
        switch (value)
        {
            case JsArray array:
                return array.Select(item => FromScript(item, depth + 1)).ToArray();
            case JsObject members:
                var expando = new ExpandoObject();
                foreach (var (key, property) in members.GetOwnProperties())
                {
                    if (property.Enumerable && key.IsString())
                        ((IDictionary<string, object?>)expando)[key.AsString()] = FromScript(
                            members.Get(key),
                            depth + 1
                        );
                }
                return expando;
            // As in JSON: what is no data is nothing. Kept, it could be neither saved nor shown.
            case Function or JsSymbol:
                return null;
            default:
                return value.ToObject();
        }
    }

    private static JsValue ToScript(Jint.Engine engine, object? value, int depth) =>
        value switch
        {
            null => JsValue.Null,
            JsValue script => script,
            string text => JsString.Create(text),
            bool truth => truth ? JsBoolean.True : JsBoolean.False,
            int whole => JsNumber.Create(whole),
            long whole => JsNumber.Create(whole),
            double number => JsNumber.Create(number),
            decimal number => JsNumber.Create((double)number),
            // Stays what it is, so that it is written as Base64 like any other bytes.
            byte[] bytes => ObjectWrapper.Create(engine, bytes),
            JsonElement element => ToScript(engine, Opened(element), depth),
            JsonNode node => ToScript(engine, ConversionJson.Plain(node), depth),
            _ when depth > Deepest => throw new InvalidOperationException("A value is nested too deeply for a script."),
            IDictionary<string, object?> members => JsObject.CreateFromEntries(
                engine,
                members.Select(m => KeyValuePair.Create(m.Key, ToScript(engine, m.Value, depth + 1)))
            ),
            IList list when IsPlainList(list) => new JsArray(
                engine,
                [.. list.Cast<object?>().Select(item => ToScript(engine, item, depth + 1))]
            ),
            _ => JsValue.FromObject(engine, value),
        };

    private static object? Opened(JsonElement element) => ConversionJson.Plain(element);

    private static bool IsPlainList(IList list) => list is not byte[] && list.Cast<object?>().All(IsPlain);

    private static bool IsPlain(object? value) =>
        value is null or string or bool or int or long or double or decimal || IsCopied(value);
}

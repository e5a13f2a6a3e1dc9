using System.Collections;
using System.ComponentModel;
using System.Dynamic;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Expressions.Helpers;

namespace Workflows.Engine.Expressions;

/// <summary>One conversion to one type. What the value is decides the way; the ways are tried from the most specific.</summary>
internal readonly struct Conversion(Type target, ObjectConverterOptions options)
{
    private readonly Type _plain = Nullable.GetUnderlyingType(target) ?? target;

    public object? Of(object value) =>
        value switch
        {
            JsonElement element => OfJson(element),
            JsonNode node => OfNode(node),
            string text => OfText(text),
            _ when IsDate(_plain) && IsDate(value.GetType()) => Dates(value),
            IDictionary<string, object?> members => OfMembers(members),
            _ => OfValue(value),
        };

    private object? OfJson(JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Null or JsonValueKind.Undefined:
                return null;
            case JsonValueKind.String:
                return _plain == typeof(string) ? element.GetString() : Again(element.GetString());
        }
        if (_plain == typeof(string))
            return element.ToString();
        if (typeof(JsonNode).IsAssignableFrom(_plain))
            return Node(element);
        return element.Deserialize(target, Json);
    }

    private object? OfNode(JsonNode node)
    {
        if (_plain == typeof(object) && !options.DeserializeJsonObjectToObject)
            return node;
        return OfJson(JsonSerializer.SerializeToElement(node));
    }

    private object? OfText(string text)
    {
        if (_plain == typeof(byte[]))
            return Convert.FromBase64String(text);
        if (_plain == typeof(JsonElement))
            return JsonSerializer.Deserialize<JsonElement>(text.Length == 0 ? "null" : text);
        if (LooksLikeJson(text) && !_plain.IsPrimitive)
            return JsonSerializer.Deserialize(text, _plain, Json);
        if (string.IsNullOrWhiteSpace(text))
            return null;
        if (_plain.IsEnum)
            return Enum.Parse(_plain, text, ignoreCase: true);
        if (_plain == typeof(Type))
            return OfTypeName(text);
        if (typeof(IEnumerable<string>).IsAssignableFrom(_plain))
            return Collected(new[] { text });
        if (_plain == typeof(DateTimeOffset))
            return DateTimeOffset.Parse(text, CultureInfo.InvariantCulture, DateTimeStyles.None);
        return OfValue(text);
    }

    private static bool LooksLikeJson(string text) => text.AsSpan().TrimStart() is ['{' or '[', ..];

    private Type? OfTypeName(string name) =>
        options.WellKnownTypeRegistry is { } registry && registry.TryGetType(name, out var type)
            ? type
            : Type.GetType(name);

    private object? OfMembers(IDictionary<string, object?> members)
    {
        if (_plain == typeof(ExpandoObject))
            return ConversionJson.Plain(JsonSerializer.SerializeToElement(members, ConversionJson.Options));
        if (_plain.IsAssignableFrom(typeof(Dictionary<string, object>)))
            return new Dictionary<string, object?>(members);
        if (_plain.IsClass || _plain.IsInterface || _plain == typeof(JsonElement))
            return _plain == typeof(string) ? Text(members) : Again(Text(members));
        return OfValue(members);
    }

    private object? OfValue(object value)
    {
        if (_plain == typeof(string) && value is IEnumerable and not byte[])
            return Text(value);
        if (_plain == typeof(string))
            return value.Format();
        if (_plain == typeof(JsonElement) || typeof(JsonNode).IsAssignableFrom(_plain))
            return Again(JsonSerializer.SerializeToElement(value, ConversionJson.Options));
        if (_plain.IsEnum && value is int or long or double or decimal)
            return Enum.ToObject(_plain, Convert.ToInt64(value, CultureInfo.InvariantCulture));
        if (value is IEnumerable items && Collected(items) is { } collection)
            return collection;
        return ByConverter(value) ?? Convert.ChangeType(value, _plain, CultureInfo.InvariantCulture);
    }

    private object? Collected(IEnumerable items)
    {
        if (_plain.IsArray)
            return Filled(new ArrayList(), items, _plain.GetElementType()!).ToArray(_plain.GetElementType()!);
        if (_plain == typeof(IEnumerable) || _plain == typeof(ICollection) || _plain == typeof(IList))
            return Filled(new List<object?>(), items, typeof(object));
        if (!_plain.IsGenericType || _plain.GenericTypeArguments is not [var element])
            return null;
        var list = typeof(List<>).MakeGenericType(element);
        if (_plain.IsAssignableFrom(list))
            return Filled((IList)Activator.CreateInstance(list)!, items, element);
        var set = typeof(HashSet<>).MakeGenericType(element);
        if (!_plain.IsAssignableFrom(set))
            return null;
        return Activator.CreateInstance(set, Filled((IList)Activator.CreateInstance(list)!, items, element));
    }

    private TList Filled<TList>(TList list, IEnumerable items, Type element)
        where TList : IList
    {
        foreach (var item in items)
            list.Add(item.ConvertTo(element, options));
        return list;
    }

    private object? ByConverter(object value)
    {
        var toTarget = TypeDescriptor.GetConverter(_plain);
        if (toTarget.CanConvertFrom(value.GetType()))
            return Unwrapped(() => toTarget.ConvertFrom(null, CultureInfo.InvariantCulture, value));
        var fromSource = TypeDescriptor.GetConverter(value.GetType());
        if (!fromSource.CanConvertTo(_plain) || value is IConvertible)
            return null;
        var plain = _plain;
        return Unwrapped(() => fromSource.ConvertTo(null, CultureInfo.InvariantCulture, value, plain));
    }

    /// <summary>.NET's number converters hide the format error in a bare exception.</summary>
    private static object? Unwrapped(Func<object?> convert)
    {
        try
        {
            return convert();
        }
        catch (Exception e) when (e.InnerException is FormatException or OverflowException)
        {
            throw e.InnerException;
        }
        catch (TargetInvocationException e) when (e.InnerException is not null)
        {
            throw new FormatException(e.InnerException.Message, e.InnerException);
        }
    }

    private static bool IsDate(Type type) =>
        type == typeof(DateTime) || type == typeof(DateTimeOffset) || type == typeof(DateOnly);

    private object Dates(object value)
    {
        var offset = value switch
        {
            DateTimeOffset o => o,
            DateTime d => new DateTimeOffset(d),
            DateOnly d => new DateTimeOffset(d.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
            _ => throw new InvalidCastException(),
        };
        if (_plain == typeof(DateTimeOffset))
            return offset;
        return _plain == typeof(DateTime) ? offset.DateTime : DateOnly.FromDateTime(offset.DateTime);
    }

    private object? Again(object? value) => value.ConvertTo(target, options);

    private JsonSerializerOptions Json => options.SerializerOptions ?? ConversionJson.Options;

    private static JsonNode? Node(JsonElement element) =>
        element.ValueKind switch
        {
            JsonValueKind.Object => JsonObject.Create(element),
            JsonValueKind.Array => JsonArray.Create(element),
            _ => JsonValue.Create(element),
        };

    private static string Text(object value) => JsonSerializer.Serialize(value, ConversionJson.Options);
}

using System.Globalization;
using System.Text.Json;

namespace Workflows.Engine;

/// <summary>Turns a value into the type that is asked for, or says why it cannot.</summary>
internal static class Values
{
    public static T? To<T>(object? value) =>
        value is null ? default
        : value is T already ? already
        : (T?)To(value, typeof(T));

    public static object? To(object? value, Type type)
    {
        var target = Nullable.GetUnderlyingType(type) ?? type;
        if (value is null || target.IsInstanceOfType(value))
            return value;
        if (value is JsonElement json)
            return json.Deserialize(target);
        if (target.IsEnum)
            return value is string name ? Enum.Parse(target, name, ignoreCase: true) : Enum.ToObject(target, value);
        if (target == typeof(string))
            return Convert.ToString(value, CultureInfo.InvariantCulture);
        if (value is IConvertible && typeof(IConvertible).IsAssignableFrom(target))
            return Convert.ChangeType(value, target, CultureInfo.InvariantCulture);
        return JsonSerializer.SerializeToElement(value).Deserialize(target);
    }
}

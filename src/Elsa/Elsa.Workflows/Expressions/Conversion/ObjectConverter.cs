using System.Text.Json;
using Elsa.Common.Models;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Exceptions;
using Workflows.Engine.Expressions;

namespace Elsa.Expressions.Helpers;

/// <summary>How <see cref="ObjectConverter"/> treats what it cannot convert plainly.</summary>
public record ObjectConverterOptions(
    JsonSerializerOptions? SerializerOptions = null,
    IWellKnownTypeRegistry? WellKnownTypeRegistry = null,
    bool DeserializeJsonObjectToObject = false,
    bool? StrictMode = null
);

/// <summary>
/// Turns what an expression yields into the type that receives it: texts into numbers, JSON into objects and lists,
/// dates into each other.
/// </summary>
public static class ObjectConverter
{
    /// <summary>Whether a value that does not fit is an error everywhere, instead of the type's default.</summary>
#pragma warning disable CA2211, MA0069 // Elsa's own switch is a field.
    public static bool StrictMode;
#pragma warning restore CA2211, MA0069

    public static T? ConvertTo<T>(this object? value, ObjectConverterOptions? converterOptions = null) =>
        value.ConvertTo(typeof(T), converterOptions) is T converted ? converted : default;

    public static object? ConvertTo(
        this object? value,
        Type targetType,
        ObjectConverterOptions? converterOptions = null
    )
    {
        if (value is null)
            return null;
        if (targetType.IsInstanceOfType(value))
            return value;
        try
        {
            return new Conversion(targetType, converterOptions ?? new ObjectConverterOptions()).Of(value);
        }
        catch (Exception e) when (e is FormatException or InvalidCastException or ArgumentException)
        {
            // An unknown choice is no value that could be left out.
            var isChoice = (Nullable.GetUnderlyingType(targetType) ?? targetType).IsEnum;
            if (!isChoice && !(converterOptions?.StrictMode ?? StrictMode))
                return targetType.IsValueType ? Activator.CreateInstance(targetType) : null;
            throw Unfit(value, targetType, e);
        }
        catch (Exception e) when (e is JsonException or OverflowException or NotSupportedException)
        {
            throw Unfit(value, targetType, e);
        }
    }

    public static Result TryConvertTo<T>(this object? value, ObjectConverterOptions? converterOptions = null) =>
        value.TryConvertTo(typeof(T), converterOptions);

    public static Result TryConvertTo(
        this object? value,
        Type targetType,
        ObjectConverterOptions? converterOptions = null
    )
    {
        try
        {
            var strict = (converterOptions ?? new ObjectConverterOptions()) with { StrictMode = true };
            return new Result(true, value.ConvertTo(targetType, strict), null);
        }
        catch (TypeConversionException e)
        {
            return new Result(false, null, e);
        }
    }

    private static TypeConversionException Unfit(object value, Type targetType, Exception cause) =>
        new($"{Describe(value)} cannot be converted to {Named(targetType)}.", value, targetType, cause);

    private static string Describe(object value)
    {
        var text = value as string ?? value.Format() ?? "";
        return text.Length > 80 ? $"'{text[..80]}…'" : $"'{text}'";
    }

    private static string Named(Type type) => Nullable.GetUnderlyingType(type) is { } inner ? inner.Name : type.Name;
}

using Elsa.Expressions.Helpers;

namespace Workflows.Engine;

/// <summary>Turns a value into the type that is asked for, or says why it cannot.</summary>
internal static class Values
{
    private static readonly ObjectConverterOptions Strict = new(StrictMode: true);

    public static T? To<T>(object? value) =>
        value is T already ? already
        : To(value, typeof(T)) is T converted ? converted
        : default;

    public static object? To(object? value, Type type) => value.ConvertTo(type, Strict);
}

using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;
using Workflows.Engine.Expressions;

namespace Workflows.Engine;

/// <summary>Turns a value into the type that is asked for; what has no such meaning becomes the type's default.</summary>
internal static class Values
{
    public static T? To<T>(object? value) =>
        value is T already ? already
        : To(value, typeof(T)) is T converted ? converted
        : default;

    /// <summary>As strict as the activity that asks.</summary>
    public static T? To<T>(object? value, ExpressionExecutionContext context) =>
        value is T already ? already : value.ConvertTo<T>(Strictness.For(context));

    public static object? To(object? value, Type type) => value.ConvertTo(type, Strictness.Lenient);
}

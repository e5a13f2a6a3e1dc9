using System.Collections;
using System.Reflection;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;

namespace Workflows.Engine.Descriptors;

/// <summary>What a property says about itself as an input.</summary>
internal static class InputShape
{
    public static bool IsWrapped(PropertyInfo property) => typeof(Input).IsAssignableFrom(property.PropertyType);

    /// <summary>The type of the value, without <c>Input</c> and without nullable.</summary>
    public static Type ValueType(PropertyInfo property)
    {
        var type = IsWrapped(property) ? property.PropertyType.GenericTypeArguments[0] : property.PropertyType;
        return Nullable.GetUnderlyingType(type) ?? type;
    }

    public static string UIHint(PropertyInfo property, InputAttribute? input) =>
        input?.UIHint ?? UIHint(ValueType(property));

    private static string UIHint(Type type)
    {
        if (type == typeof(bool))
            return InputUIHints.Checkbox;
        if (type == typeof(string))
            return InputUIHints.SingleLine;
        if (type.IsEnum || typeof(IEnumerable).IsAssignableFrom(type))
            return InputUIHints.DropDown;
        if (type == typeof(Variable))
            return InputUIHints.VariablePicker;
        return type == typeof(Type) ? InputUIHints.TypePicker : InputUIHints.SingleLine;
    }
}

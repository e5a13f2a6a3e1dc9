using System.Reflection;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Elsa.Workflows.UIHints.CheckList;
using Elsa.Workflows.UIHints.CodeEditor;
using Elsa.Workflows.UIHints.Dropdown;
using Elsa.Workflows.UIHints.RadioList;

namespace Workflows.Engine.Descriptors;

/// <summary>What an input's editor shows by itself: an enum's names, or the choices in <c>[Input(Options = …)]</c>.</summary>
internal static class FixedChoices
{
    public static IDictionary<string, object> Of(PropertyInfo property, string uiHint, InputAttribute? input)
    {
        var choices = Choices(property, input);
        return uiHint switch
        {
            InputUIHints.DropDown when choices is not null => One(
                uiHint,
                new DropDownProps
                {
                    SelectList = new SelectList([.. choices.Select(c => new SelectListItem(c.Text, c.Value))]),
                }
            ),
            InputUIHints.CheckList => One(
                uiHint,
                new CheckListProps
                {
                    CheckList = new CheckList
                    {
                        Items = [.. (choices ?? []).Select(c => new CheckListItem(c.Text, c.Value))],
                    },
                }
            ),
            InputUIHints.RadioList => One(
                uiHint,
                new RadioListProps
                {
                    RadioList = new RadioList
                    {
                        Items = [.. (choices ?? []).Select(c => new RadioListItem(c.Text, c.Value))],
                    },
                }
            ),
            InputUIHints.JsonEditor => One(InputUIHints.CodeEditor, new CodeEditorOptions { Language = "json" }),
            _ => new Dictionary<string, object>(),
        };
    }

    private static Dictionary<string, object> One(string key, object value) => new() { [key] = value };

    private static List<(string Text, string Value)>? Choices(PropertyInfo property, InputAttribute? input)
    {
        if (input?.Options is IEnumerable<string> options)
            return [.. options.Select(o => (o, o))];
        var type = property.PropertyType;
        if (typeof(Input).IsAssignableFrom(type) && type.IsGenericType)
            type = type.GenericTypeArguments[0];
        var isOptional = Nullable.GetUnderlyingType(type) is not null;
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (!type.IsEnum)
            return null;
        // By value: where two names have the same value Elsa shows one of them twice.
        var names = Enum.GetValues(type).Cast<object>().Select(v => v.ToString()!).Select(n => (n, n));
        return isOptional ? [("-", ""), .. names] : [.. names];
    }
}

using System.Reflection;
using Elsa.Expressions.Helpers;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Workflows.Activities.Palette;
using Workflows.Cases;

namespace Workflows.Activities.Publishing;

/// <summary>A value that is written down must be one that its input can take: Studio's boxes take any text for a duration, a
/// moment or a number, and the case that gets there would fail.</summary>
internal static class LiteralRules
{
    private static readonly Dictionary<Type, string> Kinds = new()
    {
        [typeof(TimeSpan)] = "duration",
        [typeof(DateTime)] = "moment",
        [typeof(DateTimeOffset)] = "moment",
        [typeof(int)] = "integer",
        [typeof(long)] = "integer",
        [typeof(double)] = "number",
        [typeof(decimal)] = "number",
        [typeof(bool)] = "flag",
    };

    public static IEnumerable<LocalText> Of(IActivity activity) =>
        from property in activity.GetType().GetProperties()
        where property.PropertyType is { IsGenericType: true } type && type.IsAssignableTo(typeof(Input))
        let wanted = property.PropertyType.GetGenericArguments()[0]
        where Kinds.ContainsKey(Nullable.GetUnderlyingType(wanted) ?? wanted)
        let input = property.GetValue(activity) as Input
        where input is { Expression: { Type: "Literal", Value: string } }
        let written = Written.Text(input)
        where written.Length > 0 && !written.TryConvertTo(wanted).IsSuccess
        select Fault(activity, property, written, Kinds[Nullable.GetUnderlyingType(wanted) ?? wanted]);

    private static LocalText Fault(IActivity activity, PropertyInfo property, string written, string kind) =>
        PublishCheck.Texts.Say($"literal.{kind}", ElsaActivityTexts.NameOf(activity, property), written);
}

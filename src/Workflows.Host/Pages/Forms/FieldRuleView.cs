using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Cases.Forms;

namespace Workflows.Host.Pages.Forms;

/// <summary>When a field is shown or required, as the page needs it: what holds now, what the script watches, and the sentence
/// for whoever has no script and sees the field whatever the others say.</summary>
/// <param name="Watched">The conditions as <c>site.js</c> reads them.</param>
/// <param name="Said">When the field counts, in words.</param>
public sealed record FieldRuleView(bool IsShown, bool IsRequired, string Watched, string Said)
{
    /// <param name="siblings">The fields beside it, by whose titles people know them.</param>
    /// <param name="prefix">What the names of the inputs beside it begin with.</param>
    public static FieldRuleView? Of(
        FieldSchema field,
        IReadOnlyList<FieldSchema> siblings,
        JsonObject data,
        string prefix,
        Texts texts
    )
    {
        if (field.ShownWhen is null && field.RequiredWhen.Count == 0)
            return null;
        var watched = new
        {
            shown = field.ShownWhen is { } shown ? Watch(shown, prefix) : null,
            required = field.RequiredWhen.Select(c => Watch(c, prefix)),
            always = field.Required,
        };
        return new FieldRuleView(
            field.ShownWhen?.Holds(data) != false,
            field.RequiredWhen.Any(c => c.Holds(data)),
            JsonSerializer.Serialize(watched),
            Say(field, siblings, texts)
        );
    }

    private static object Watch(FieldCondition condition, string prefix) =>
        new
        {
            not = condition.IsNot,
            terms = condition.Terms.Select(t => new
            {
                name = prefix + t.Field,
                values = t.Values.Select(v => v.ToString()),
                blank = t.BlankHolds,
            }),
        };

    private static string Say(FieldSchema field, IReadOnlyList<FieldSchema> siblings, Texts texts) =>
        field.ShownWhen is { } shown
            ? texts["form.onlyWhen", Say(shown, siblings, texts)]
            : texts[
                "form.requiredWhen",
                string.Join(texts["form.or"], field.RequiredWhen.Select(c => Say(c, siblings, texts)))
            ];

    private static string Say(FieldCondition condition, IReadOnlyList<FieldSchema> siblings, Texts texts)
    {
        var said = string.Join(texts["form.and"], condition.Terms.Select(t => Say(t, siblings, texts)));
        return condition.IsNot ? texts["form.unless", said] : said;
    }

    private static string Say(FieldTerm term, IReadOnlyList<FieldSchema> siblings, Texts texts)
    {
        var other = siblings.FirstOrDefault(s => s.Name == term.Field);
        var title = other?.Title(Texts.Language) ?? term.Field;
        if (term.Values.Count == 0)
            return texts["form.isFilled", title];
        var values = term.Values.Select(v =>
            other?.Type == "boolean"
                ? texts[v.ToString() == "true" ? "data.yes" : "data.no"]
                : other?.TitleOfValue(v.ToString(), Texts.Language) ?? v.ToString()
        );
        return texts["form.isValue", title, string.Join(texts["form.or"], values)];
    }
}

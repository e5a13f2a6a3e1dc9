using System.Text.Json;
using System.Text.Json.Nodes;

namespace Workflows.Cases.Forms;

/// <summary>A form: a JSON Schema (2020-12 subset) with hints for the page. Hints: <c>x-title</c> and <c>x-help</c> (texts in
/// three languages), <c>x-enumTitles</c>, <c>x-widget</c> (<c>textarea</c>, <c>rows</c>, <c>checkboxes</c>, <c>date</c>,
/// <c>readonly</c>, <c>files</c>), <c>x-options</c> (<c>departments</c>, <c>customers</c>, <c>customerFields</c>, <c>people</c>,
/// <c>cases</c>, <c>attachments</c>), <c>x-order</c>, <c>x-public</c> (letters may show it), <c>x-show-when</c> (see <see cref="FieldRules"/>); and those of <see cref="FormCheck"/>.</summary>
public sealed class Form(string key, JsonObject schema, string version)
{
    public string Key { get; } = key;

    /// <summary>First 12 hex digits of the file's SHA-256; stands in the timeline with what was filled in.</summary>
    public string Version { get; } = version;

    /// <summary>The schema; not to be changed.</summary>
    public JsonObject Schema { get; } = schema;

    /// <summary>What the form is called; its key where the schema does not say.</summary>
    public LocalText Title { get; } =
        schema["x-title"] is JsonObject title ? title.Deserialize<LocalText>()! : LocalText.Same(key);

    /// <summary>Names of the fields in the order of the file.</summary>
    public IReadOnlyList<string> Fields { get; } = [.. schema["properties"]?.AsObject().Select(p => p.Key) ?? []];

    /// <summary>Whether the form is nothing but single values, typed or chosen from its own list: no files, no rows, nothing
    /// that the company's lists offer. Then it can be filled in where nobody is signed in, from a mail.</summary>
    public bool IsPlain =>
        (Schema["properties"]?.AsObject() ?? []).All(p =>
            p.Value is JsonObject one
            && FormSchema.Word(one, "type") is "string" or "number" or "integer" or "boolean"
            && !one.ContainsKey("x-options")
            && !one.ContainsKey("x-valueOf")
        );

    /// <summary>What counts of the data: not what the form only shows, for echoing it back changes nothing; not what it does not
    /// ask for, now that other fields say what they say.</summary>
    internal JsonObject WhatCounts(JsonObject data)
    {
        var kept = new JsonObject();
        foreach (var (name, value) in data)
            if (!IsReadOnly(name))
                kept[name] = value?.DeepClone();
        return WithoutHidden(kept);
    }

    /// <summary>The data without what the form does not ask for, now that other fields say what they say.</summary>
    public JsonObject WithoutHidden(JsonObject data)
    {
        var kept = data.DeepClone().AsObject();
        FieldRules.RemoveHidden(Schema, kept);
        return kept;
    }

    /// <summary>The data with null for each field that was left empty, so that emptying a field empties it in the case.</summary>
    internal JsonObject WithEveryField(JsonObject data)
    {
        foreach (var name in Fields.Where(n => !IsReadOnly(n) && !data.ContainsKey(n)))
            data[name] = null;
        return data;
    }

    private bool IsReadOnly(string field) =>
        Schema["properties"]?[field] is JsonObject schema && FormSchema.Word(schema, "x-widget") == "readonly";
}

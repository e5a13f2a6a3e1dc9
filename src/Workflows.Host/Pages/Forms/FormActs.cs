using System.Globalization;
using System.Text.Json.Nodes;
using Workflows.Cases.Customers;
using Workflows.Cases.Forms;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages.Forms;

/// <summary>What the small buttons inside a form do to what is filled in: <c>add:/changes</c>, <c>remove:/changes/1</c>,
/// <c>correct:phone</c> (a row for a field of the chosen customer, with its value now) and <c>show</c> (only draw again).
/// They post the page, so they work without JavaScript.</summary>
public sealed class FormActs(OpenCustomerFile open, CurrentPerson current)
{
    public async Task ApplyAsync(Form form, JsonObject data, string act, CancellationToken stop)
    {
        var (verb, target) = act.Split(':', 2) is [var v, var t] ? (v, t) : (act, "");
        if (verb == "add")
            RowsAt(data, target).Add(new JsonObject());
        else if (verb == "remove")
            Remove(data, target);
        else if (verb == "correct" && CorrectionRows(form) is { } rows)
            await CorrectAsync(form, data, rows, target, stop);
    }

    /// <summary>The file that the form's customer field names now, if the person may open it [B7].</summary>
    public async Task<CustomerFile?> ChosenCustomerAsync(Form form, JsonObject data, CancellationToken stop)
    {
        var field = new FieldSchema("", form.Schema, false).Fields.FirstOrDefault(f => f.Options == "customers");
        if (field is null || data[field.Name]?.ToString() is not { Length: > 0 } number)
            return null;
        return current.Find() is { } person ? await open.BesideFormAsync(number, person, stop) : null;
    }

    /// <summary>Puts the values of fields that are only shown back where the page shows them.</summary>
    public static void RestoreReadOnly(Form form, JsonObject data, JsonObject known)
    {
        foreach (var field in new FieldSchema("", form.Schema, false).Fields.Where(f => f.IsReadOnly))
            data[field.Name] = known[field.Name]?.DeepClone();
    }

    /// <summary>The rows in which fields of a customer are corrected, if the form has such.</summary>
    public static FieldSchema? CorrectionRows(Form form) =>
        new FieldSchema("", form.Schema, false).Fields.FirstOrDefault(f => f.IsRows && FieldColumn(f) is not null);

    private static FieldSchema? FieldColumn(FieldSchema rows) =>
        rows.Items!.Fields.FirstOrDefault(c => c.Options == "customerFields");

    private async Task CorrectAsync(Form form, JsonObject data, FieldSchema rows, string field, CancellationToken stop)
    {
        var customer = await ChosenCustomerAsync(form, data, stop);
        if (customer is null || CustomerFields.Find(field) is not { } known)
            return;
        var list = RowsAt(data, $"/{rows.Name}");
        foreach (var empty in list.Where(r => r is JsonObject { Count: 0 }).ToList())
            list.Remove(empty);
        var row = new JsonObject { [FieldColumn(rows)!.Name] = field };
        if (rows.Items!.Fields.Any(f => f.Name == "wrong"))
            row["wrong"] = known.Get(customer);
        list.Add(row);
    }

    private static void Remove(JsonObject data, string target)
    {
        var slash = target.LastIndexOf('/');
        if (slash < 0 || !int.TryParse(target[(slash + 1)..], CultureInfo.InvariantCulture, out var index))
            return;
        var rows = RowsAt(data, target[..slash]);
        if (index >= 0 && index < rows.Count)
            rows.RemoveAt(index);
    }

    // The page draws a list without rows as one empty row, so adding to it must give two.
    private static JsonArray RowsAt(JsonObject data, string path)
    {
        var name = path.TrimStart('/');
        if (data[name] is JsonArray rows)
            return rows;
        var none = new JsonArray();
        data[name] = none;
        return none;
    }
}

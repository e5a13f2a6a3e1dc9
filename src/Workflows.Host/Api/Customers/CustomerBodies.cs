using System.Text.Json.Serialization;
using Workflows.Cases.Customers;
using Workflows.Cases.People;

namespace Workflows.Host.Api.Customers;

/// <summary>A customer in the list. <c>id</c> is the number, which is what forms take.</summary>
internal sealed record CustomerRowBody(
    string Id,
    string Name,
    string LegalRepresentative,
    string Phone,
    string SpecialClass,
    bool Important,
    IReadOnlyList<string> Responsibles
)
{
    public static CustomerRowBody Of(CustomerFile file, Organisation people) =>
        new(
            file.Number,
            file.Name,
            file.LegalRepresentative,
            file.Phone,
            file.SpecialClass,
            file.IsImportant,
            CustomerBody.SignInNames(file, people)
        );
}

/// <summary>A customer file; the names of the fields are those that a correction names.</summary>
internal sealed record CustomerBody(
    string Id,
    int Revision,
    string Name,
    string LegalRepresentative,
    string Address,
    string Postcode,
    string Phone,
    string Fax,
    string Email,
    string BusinessScope,
    string RegisteredCapital,
    string SpecialClass,
    bool Important,
    IReadOnlyList<string> Responsibles,
    bool NeedsResponsible
)
{
    public static CustomerBody Of(CustomerFile file, Organisation people) =>
        new(
            file.Number,
            file.Revision,
            file.Name,
            file.LegalRepresentative,
            file.Address,
            file.Postcode,
            file.Phone,
            file.Fax,
            file.Email,
            file.BusinessScope,
            file.RegisteredCapital,
            file.SpecialClass,
            file.IsImportant,
            SignInNames(file, people),
            file.NeedsResponsible
        );

    internal static IReadOnlyList<string> SignInNames(CustomerFile file, Organisation people) =>
        [.. file.Responsibles.OrderBy(r => r.Since).Select(r => people.Find(r.PersonId)?.SignInName).OfType<string>()];
}

/// <summary>An open customer file. <c>views</c> is there for its keepers only; the totals say how much there is beside the
/// page that is shown.</summary>
internal sealed record OpenedFileBody(
    CustomerBody File,
    IReadOnlyList<EntryBody> Entries,
    int EntriesTotal,
    IReadOnlyList<ChangeBody> History,
    int HistoryTotal,
    IReadOnlyList<ViewBody>? Views,
    int? ViewsTotal
)
{
    public static OpenedFileBody Of(OpenedFile opened, Organisation people) =>
        new(
            CustomerBody.Of(opened.File, people),
            [.. opened.Entries.Items.Select(e => EntryBody.Of(e, people))],
            opened.Entries.Total,
            [
                .. opened.History.Items.Select(c => new ChangeBody(
                    c.Field,
                    c.OldValue,
                    c.NewValue,
                    c.Source,
                    c.CaseNumber,
                    people.Find(c.PersonId)?.Name,
                    c.At
                )),
            ],
            opened.History.Total,
            opened.Keeps
                ? [.. opened.Views.Items.Select(v => new ViewBody(people.Find(v.PersonId)?.Name, v.At, v.How, v.By))]
                : null,
            opened.Keeps ? opened.Views.Total : null
        );
}

/// <summary>A dated entry.</summary>
internal sealed record EntryBody(
    Guid Id,
    EntryKind Kind,
    DateOnly On,
    string Text,
    int? Year,
    decimal? Amount,
    string? CaseNumber,
    string? By,
    DateTimeOffset At
)
{
    public static EntryBody Of(CustomerEntry entry, Organisation people) =>
        new(
            entry.Id,
            entry.Kind,
            entry.On,
            entry.Text,
            entry.Year,
            entry.Amount,
            entry.CaseNumber,
            people.Find(entry.PersonId)?.Name,
            entry.At
        );
}

/// <summary>One change of one field.</summary>
internal sealed record ChangeBody(
    string Field,
    string Old,
    string New,
    ChangeSource Source,
    string? CaseNumber,
    string? By,
    DateTimeOffset At
);

/// <summary>Somebody opened the file.</summary>
internal sealed record ViewBody(string? Who, DateTimeOffset At, ViewWay How, ViewRight By);

/// <summary>The fields of a file as a program sends them; null stays as it is.</summary>
internal abstract record CustomerFieldsBody
{
    public string? Name { get; init; }
    public string? LegalRepresentative { get; init; }
    public string? Address { get; init; }
    public string? Postcode { get; init; }
    public string? Phone { get; init; }
    public string? Fax { get; init; }
    public string? Email { get; init; }
    public string? BusinessScope { get; init; }
    public string? RegisteredCapital { get; init; }
    public string? SpecialClass { get; init; }
    public bool? Important { get; init; }

    public Dictionary<string, string> Fields() =>
        new (string Name, string? Value)[]
        {
            ("name", Name),
            ("legalRepresentative", LegalRepresentative),
            ("address", Address),
            ("postcode", Postcode),
            ("phone", Phone),
            ("fax", Fax),
            ("email", Email),
            ("businessScope", BusinessScope),
            ("registeredCapital", RegisteredCapital),
            ("specialClass", SpecialClass),
            ("important", Important is { } important ? (important ? "true" : "false") : null),
        }
            .Where(f => f.Value is not null)
            .ToDictionary(f => f.Name, f => f.Value!);
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewCustomerBody(string? Number, IReadOnlyList<string>? Responsibles) : CustomerFieldsBody;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record EditCustomerBody(int Revision) : CustomerFieldsBody;

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ResponsiblesBody(IReadOnlyList<string>? Responsibles, IReadOnlyList<string>? Seen = null);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record NewEntryBody(EntryKind? Kind, DateOnly? On, string? Text, int? Year, decimal? Amount);

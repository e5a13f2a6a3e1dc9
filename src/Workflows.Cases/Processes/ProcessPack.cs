using System.Text.Json.Nodes;
using Workflows.Cases.Forms;
using Workflows.Cases.People;

namespace Workflows.Cases.Processes;

/// <summary>One process as its folder under <c>workflows/</c> describes it.</summary>
public sealed class ProcessPack
{
    public required string Key { get; init; }
    public required LocalText Name { get; init; }
    public required LocalText Description { get; init; }

    /// <summary>Roles that may open a case; empty means everybody.</summary>
    public IReadOnlyList<string> MayStart { get; init; } = [];

    /// <summary>For example <c>GZ-{yyyy}{MM}-{seq:4}</c>; the sequence restarts with each new value of the rest [A21-no].</summary>
    public required string NumberPattern { get; init; }
    public required string StartForm { get; init; }

    /// <summary>Liquid over the case's data: one line that tells people what a case is about.</summary>
    public required string Summary { get; init; }

    /// <summary>Definition id of the flow in the engine's store.</summary>
    public required string FlowDefinitionId { get; init; }

    /// <summary>The definition as Studio exports it.</summary>
    public required string FlowJson { get; init; }
    public required IReadOnlyDictionary<string, StepText> Steps { get; init; }
    public required IReadOnlyDictionary<string, Form> Forms { get; init; }

    /// <summary>The pack's own mail texts (Liquid) by file name without extension, where the default texts do not do.</summary>
    public IReadOnlyDictionary<string, string> Mails { get; init; } = new Dictionary<string, string>();

    /// <summary>Templates of letters (Liquid, the first line is the subject) as <c>&lt;name&gt;.&lt;language&gt;</c>.</summary>
    public IReadOnlyDictionary<string, string> Letters { get; init; } = new Dictionary<string, string>();

    /// <summary>The step until whose decision the applicant may take a case back; null for the first decision of all.</summary>
    public string? WithdrawUntil { get; init; }

    /// <summary>Its cases concern nobody but their applicant, and stay theirs when everything else of that person is handed over
    /// [B6].</summary>
    public bool IsPersonal { get; init; }

    /// <summary>How the process's register looks.</summary>
    public RegisterLayout Register { get; init; } = RegisterLayout.Empty;

    /// <summary>What both of two linked cases say while the other one runs.</summary>
    public IReadOnlyList<LinkNote> LinkNotes { get; init; } = [];

    public bool MayBeStartedBy(Person person) =>
        person.IsActive && (MayStart.Count == 0 || person.Roles.Exists(r => MayStart.Contains(r.RoleKey)));

    public StepText? Step(string key) => Steps.GetValueOrDefault(key);

    /// <summary>The step's title; a step the pack does not know, added in Studio without a title, shows its key.</summary>
    public LocalText TitleOf(string step) => Step(step)?.Title ?? LocalText.Same(step);

    /// <exception cref="RefusedException">The pack has no such form.</exception>
    public Form Form(string key) =>
        Forms.GetValueOrDefault(key) ?? throw new RefusedException("form.unknown", key, Key);

    /// <summary>What the forms offer for a field, in their order: its values, or the name of the list they come from.</summary>
    internal (IReadOnlyList<string> Values, string? Source) OfferedIn(string field)
    {
        var schemas = Forms
            .Values.OrderBy(f => f.Key != StartForm)
            .Select(f => f.Schema["properties"]?[field] as JsonObject);
        return schemas.FirstOrDefault(s => s is not null) is not { } schema
            ? ([], null)
            : (
                [.. (schema["enum"] as JsonArray ?? []).OfType<JsonValue>().Select(v => v.ToString())],
                FormSchema.Word(schema, "x-options")
            );
    }

    /// <summary>The case's one line, at most 200 characters. Beside the data the template knows the names behind what was
    /// chosen, such as <c>customerName</c> for <c>customerId</c>, and <c>applicantName</c>.</summary>
    public async Task<string> SummarizeAsync(
        JsonObject data,
        Person? applicant,
        FormOptions options,
        CancellationToken stop
    )
    {
        var model = await options.NamesAsync(Form(StartForm), data, stop);
        foreach (var (name, value) in data)
            model[name] = value?.DeepClone();
        model["applicantName"] = applicant?.Name;
        return SummaryText.Render(Summary, model);
    }
}

/// <summary>What a pack says of one step of its flow.</summary>
public sealed record StepText(LocalText Title, string? Form = null);

/// <summary>What is to be known of a case that is linked with one of this process and still runs.</summary>
/// <param name="When">What this process's case says.</param>
/// <param name="Processes">Of which the other case is one.</param>
public sealed record LinkNote(FieldCondition When, IReadOnlyList<string> Processes, LocalText Text);

/// <summary>What a process's register (登记簿) shows and counts; names are fields of its forms, with dots into lists by department.</summary>
/// <param name="Readers">Roles that see every case of the process, beside those who see all cases anyway.</param>
public sealed record RegisterLayout(
    IReadOnlyList<string> Columns,
    string? Class,
    string? Department,
    string? Amount,
    IReadOnlyList<string> Search,
    IReadOnlyList<string> Readers
)
{
    public static RegisterLayout Empty { get; } = new([], null, null, null, [], []);
}

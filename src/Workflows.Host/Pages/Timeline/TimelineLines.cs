using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Tasks;
using Workflows.Cases.Views;
using Workflows.Host.Pages.Data;
using Workflows.Host.Pages.Forms;

namespace Workflows.Host.Pages.Timeline;

/// <summary>Turns timeline entries into sentences of the reader's language, the newest first.</summary>
public sealed class TimelineLines(ProcessCatalog processes, PeopleDirectory directory, DataViews shown, Texts texts)
{
    public async Task<IReadOnlyList<TimelineLine>> ReadAsync(
        string process,
        IReadOnlyList<TimelineRow> entries,
        CancellationToken stop
    )
    {
        var pack = processes.Find(process);
        var lines = new List<TimelineLine>();
        foreach (var entry in entries.OrderByDescending(e => e.Sequence))
            lines.Add(
                new TimelineLine(
                    entry.Sequence,
                    entry.At,
                    Sentence(entry, pack),
                    Tone(entry),
                    Through(entry),
                    entry.Comment,
                    await ChangesAsync(pack, entry, stop)
                )
                {
                    IsNote = entry.Kind == "case.noted",
                }
            );
        return lines;
    }

    /// <summary>The lines in runs: each that people read by itself, and what the flow noted between two of them together.</summary>
    public static IEnumerable<IReadOnlyList<TimelineLine>> Fold(IReadOnlyList<TimelineLine> lines)
    {
        for (var at = 0; at < lines.Count; )
        {
            var run = lines.Skip(at).TakeWhile(l => l.IsNote).ToList();
            if (run.Count == 0)
                run.Add(lines[at]);
            at += run.Count;
            yield return run;
        }
    }

    // The most special text there is: task.decided of this outcome, else task.decided, else the bare kind.
    private string Sentence(TimelineRow entry, ProcessPack? pack)
    {
        var key = $"timeline.{entry.Kind}";
        if (texts.Has($"{key}.{entry.Outcome}"))
            key = $"{key}.{entry.Outcome}";
        else if (!texts.Has(key))
            key = "timeline.other";
        return texts[
            key,
            Who(entry),
            Step(entry),
            ToWhom(entry),
            Due(entry),
            texts.Outcome(entry.Outcome),
            entry.Kind,
            Extra(entry),
            ReturnedTo(entry, pack)
        ];
    }

    private string Who(TimelineRow entry) =>
        (entry.PersonName, entry.OnBehalfOfName) switch
        {
            ({ } person, { } other) => texts["timeline.onBehalf", person, other],
            ({ } person, null) => person,
            _ => texts["timeline.system"],
        };

    private string Step(TimelineRow entry) => entry.StepTitle is { } title ? texts.Of(title) : entry.Step ?? "";

    private string ToWhom(TimelineRow entry)
    {
        var key = Fact(entry, "key") ?? Fact(entry, "to") ?? Fact(entry, "person") ?? "";
        return NameOf(key, entry);
    }

    private string NameOf(string key, TimelineRow entry)
    {
        var people = directory.Current;
        if (people.Role(key) is { } role && Fact(entry, "kind") != nameof(CandidateKind.Department))
            return texts.Of(role.Name);
        if (people.Department(key) is { } department)
            return texts.Of(department.Name);
        var person = Guid.TryParse(key, out var id) ? people.Find(id) : people.Find(key);
        return person?.Name ?? (texts.Has($"timeline.relation-{key}") ? texts[$"timeline.relation-{key}"] : key);
    }

    private string Due(TimelineRow entry) =>
        DateTimeOffset.TryParse(Fact(entry, "due"), CultureInfo.InvariantCulture, out var due)
            ? texts["timeline.due", due]
            : "";

    private string ReturnedTo(TimelineRow entry, ProcessPack? pack) =>
        entry.Outcome != "Returned" || Fact(entry, "returnTo") is not { Length: > 0 } target ? ""
        : entry.Details["returnTitle"] is JsonObject title
            ? texts["timeline.returnedTo", texts.Of(title.Deserialize<LocalText>()!)]
        : texts["timeline.returnedTo", texts.Target(target, pack)];

    private string Extra(TimelineRow entry) =>
        Fact(entry, "instead") is { } named
            ? NameOf(named, entry)
            : Fact(entry, "message")
                ?? Fact(entry, "subject")
                ?? Fact(entry, "customer")
                ?? Fact(entry, "number")
                ?? Fact(entry, "title")
                ?? (Fact(entry, "before") is { } before ? $"{before} → {Fact(entry, "amount")}" : "");

    private static string? Fact(TimelineRow entry, string name) =>
        entry.Details[name] switch
        {
            JsonValue value => value.ToString(),
            JsonArray list => string.Join("、", list.Select(i => i?.ToString())),
            JsonObject text => text[Texts.Language]?.ToString(),
            _ => null,
        };

    private static string Tone(TimelineRow entry) =>
        (entry.Kind, entry.Outcome) switch
        {
            ("task.decided", "Returned") => "back",
            ("task.decided", "Rejected") or ("case.closed", "Refused") or ("case.faulted", _) => "bad",
            ("task.decided", _) or ("case.closed", "Completed") => "good",
            ("case.opened", _) => "open",
            _ when entry.Kind.Contains("escalat", StringComparison.Ordinal) => "bad",
            _ => "plain",
        };

    private string? Through(TimelineRow entry) =>
        entry.Channel is Channel.Flow ? null : texts[$"timeline.channel-{entry.Channel}"];

    private async Task<IReadOnlyList<ChangeLine>> ChangesAsync(
        ProcessPack? pack,
        TimelineRow entry,
        CancellationToken stop
    )
    {
        if (pack is null || entry.Details["changed"] is not JsonArray changed)
            return [];
        var lines = new List<ChangeLine>();
        foreach (var change in changed.OfType<JsonObject>())
            if (await ChangeAsync(pack, change, stop) is { } line)
                lines.Add(line);
        return lines;
    }

    private async Task<ChangeLine?> ChangeAsync(ProcessPack pack, JsonObject change, CancellationToken stop)
    {
        var name = change["name"]?.ToString() ?? "";
        var field = pack
            .Forms.Values.SelectMany(f => new FieldSchema("", f.Schema, false).Fields)
            .FirstOrDefault(f => f.Name == name);
        // What no form shows is the flow's own and says nothing to people.
        if (field is null)
            return null;
        return new ChangeLine(
            field.Title(Texts.Language),
            change["old"] is null ? null : await ValueAsync(field, change["old"], stop),
            await ValueAsync(field, change["new"], stop)
        );
    }

    private async Task<string> ValueAsync(FieldSchema field, JsonNode? value, CancellationToken stop)
    {
        if (!field.IsRows || value is not JsonArray rows)
            return await shown.ShowAsync(field, value, stop);
        var lines = new List<string>();
        foreach (var row in rows.OfType<JsonObject>())
        {
            var cells = new List<string>();
            foreach (var column in field.Items!.Fields)
                cells.Add(await shown.ShowAsync(column, row[column.Name], stop));
            lines.Add(string.Join(" · ", cells.Where(c => c.Length > 0)));
        }
        return string.Join('\n', lines);
    }
}

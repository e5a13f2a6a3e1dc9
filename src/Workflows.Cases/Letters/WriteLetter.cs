using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Forms;
using Workflows.Cases.Outbox;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Letters;

/// <summary>Writes a letter from a template of the pack, and mails it where an address is given. The template sees what forms
/// mark <c>x-public</c> and nothing else: opinions, responsibility, penalty and loss cannot get into it [A25-6].</summary>
public sealed class WriteLetter(
    UnitOfWork unit,
    CasesDb db,
    ProcessCatalog processes,
    FormOptions options,
    OutboxWriter outbox,
    TimelineWriter timeline,
    CompanyTime time,
    TimeProvider clock
)
{
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    /// <param name="address">E-mail address to send it to; null only writes it.</param>
    /// <exception cref="RefusedException">The pack has no such template.</exception>
    public Task<CaseLetter> RunAsync(
        Guid caseId,
        string template,
        string language,
        string? address,
        CancellationToken stop
    ) =>
        unit.RunAsync(
            async token =>
            {
                var one = await db.LockCaseAsync(caseId, token);
                var letter = await WriteAsync(one, template, language, token);
                if (!string.IsNullOrWhiteSpace(address))
                    Send(one, letter, address.Trim());
                return letter;
            },
            stop
        );

    private async Task<CaseLetter> WriteAsync(Case one, string template, string language, CancellationToken stop)
    {
        var pack = processes.Get(one.ProcessKey);
        var liquid =
            pack.Letters.GetValueOrDefault($"{template}.{language}")
            ?? pack.Letters.GetValueOrDefault($"{template}.{LocalText.Languages[0]}")
            ?? throw new RefusedException("letter.unknown", template, pack.Key);
        var text = SummaryText.RenderLetter(liquid, await PublicAsync(one, pack, language, stop)).Trim();
        var lines = text.ReplaceLineEndings("\n").Split('\n', 2);
        await db.SaveChangesAsync(stop);
        var letter = await db.CaseLetters.FirstOrDefaultAsync(
            l => l.CaseId == one.Id && l.Template == template && l.SentAt == null,
            stop
        );
        var (subject, body) = (lines[0].Trim(), lines.Length > 1 ? lines[1].Trim() : "");
        if (letter is null)
            db.CaseLetters.Add(
                letter = new CaseLetter
                {
                    CaseId = one.Id,
                    Template = template,
                    Language = language,
                    Subject = subject,
                    Body = body,
                    WrittenAt = clock.GetUtcNow(),
                }
            );
        else
            (letter.Subject, letter.Body, letter.WrittenAt) = (subject, body, clock.GetUtcNow());
        timeline.Write(one, new Happening("letter.written", Flow) { Details = new { subject, letter = letter.Id } });
        return letter;
    }

    private void Send(Case one, CaseLetter letter, string address)
    {
        (letter.SentTo, letter.SentAt) = (address, clock.GetUtcNow());
        outbox.AddTo(address, letter.Language, "letter", one.Id, new { subject = letter.Subject, body = letter.Body });
        timeline.Write(
            one,
            new Happening("letter.sent", Flow) { Details = new { subject = letter.Subject, to = address } }
        );
    }

    private async Task<JsonObject> PublicAsync(Case one, ProcessPack pack, string language, CancellationToken stop)
    {
        var (data, shown) = (CaseData.Read(one), new JsonObject());
        foreach (var form in pack.Forms.Values)
        foreach (var field in form.Fields)
            if (form.Schema["properties"]![field] is JsonObject schema && IsPublic(schema) && data[field] is { } value)
                shown[field] = await ShowAsync(schema, value, language, stop);
        shown["number"] = one.Number;
        shown["today"] = LocalFormat.Day(time.DayOf(clock.GetUtcNow()), language);
        shown["openedOn"] = LocalFormat.Day(time.DayOf(one.OpenedAt), language);
        return shown;
    }

    private async Task<JsonNode?> ShowAsync(JsonObject schema, JsonNode value, string language, CancellationToken stop)
    {
        if (value is JsonArray many && schema["items"] is JsonObject items && items["properties"] is null)
        {
            var each = new List<string>();
            foreach (var item in many)
                each.Add((await ShowAsync(items, item!, language, stop))!.ToString());
            return string.Join(language == "en" ? ", " : "、", each);
        }
        var text = value.ToString();
        if (FormSchema.Word(schema, "x-options") is { } source && options.Find(source) is { } known)
            return (await known.FindAsync([text], stop)) is [var option, ..] ? option.Title.In(language) : text;
        return schema["x-enumTitles"]?[text]?[language]?.DeepClone()
            ?? Written(schema, text, language)
            ?? value.DeepClone();
    }

    private static string? Written(JsonObject schema, string text, string language)
    {
        if (FormSchema.Word(schema, "format") == "date" && DateOnly.TryParseExact(text, "yyyy-MM-dd", out var day))
            return LocalFormat.Day(day, language);
        return
            FormSchema.Word(schema, "type") is "number" or "integer"
            && decimal.TryParse(text, CultureInfo.InvariantCulture, out var number)
            ? LocalFormat.Number(number, LocalFormat.IsMoney(schema))
            : null;
    }

    private static bool IsPublic(JsonObject schema) =>
        schema["x-public"] is JsonValue flag && flag.TryGetValue<bool>(out var yes) && yes;
}

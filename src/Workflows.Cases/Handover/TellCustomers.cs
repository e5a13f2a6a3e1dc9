using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases.Cases;
using Workflows.Cases.Customers;
using Workflows.Cases.Letters;
using Workflows.Cases.Outbox;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Handover;

/// <summary>Tells customers by a letter of their own who looks after them now [B8-4]. The template sees the names of customer
/// and successors and the day, nothing of the case. Without an address the letter is only written.</summary>
public sealed class TellCustomers(
    UnitOfWork unit,
    CasesDb db,
    ProcessCatalog processes,
    OutboxWriter outbox,
    TimelineWriter timeline,
    CompanyTime time,
    TimeProvider clock
)
{
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    /// <param name="told">Names of the successors by the customer's number.</param>
    /// <returns>Numbers of the customers that have no address.</returns>
    /// <exception cref="RefusedException">The pack has no such template.</exception>
    public Task<IReadOnlyList<string>> RunAsync(
        Guid caseId,
        string template,
        string language,
        IReadOnlyDictionary<string, string> told,
        CancellationToken stop
    ) =>
        unit.RunAsync<IReadOnlyList<string>>(
            async token =>
            {
                var one = await db.LockCaseAsync(caseId, token);
                var pack = processes.Get(one.ProcessKey);
                var liquid =
                    pack.Letters.GetValueOrDefault($"{template}.{language}")
                    ?? pack.Letters.GetValueOrDefault($"{template}.{LocalText.Languages[0]}")
                    ?? throw new RefusedException("letter.unknown", template, pack.Key);
                var numbers = told.Keys.ToList();
                var customers = await db
                    .Customers.Where(c => numbers.Contains(c.Number))
                    .OrderBy(c => c.Number)
                    .ToListAsync(token);
                var letters = customers.ConvertAll(c =>
                    Write(one, template, liquid, language, c.Name, told[c.Number], c.Email)
                );
                Record(one, letters);
                foreach (var (customer, letter) in customers.Zip(letters))
                    db.CustomerEntries.Add(Entry(one, customer, letter));
                return [.. customers.Where(c => string.IsNullOrWhiteSpace(c.Email)).Select(c => c.Number)];
            },
            stop
        );

    private CaseLetter Write(
        Case one,
        string template,
        string liquid,
        string language,
        string customer,
        string successors,
        string address
    )
    {
        var now = clock.GetUtcNow();
        var model = new JsonObject
        {
            ["customerName"] = customer,
            ["successors"] = successors,
            ["today"] = LocalFormat.Day(time.DayOf(now), language),
        };
        var lines = SummaryText.RenderLetter(liquid, model).Trim().ReplaceLineEndings("\n").Split('\n', 2);
        var letter = new CaseLetter
        {
            CaseId = one.Id,
            Template = template,
            Language = language,
            Subject = lines[0].Trim(),
            Body = lines.Length > 1 ? lines[1].Trim() : "",
            WrittenAt = now,
        };
        db.CaseLetters.Add(letter);
        if (string.IsNullOrWhiteSpace(address))
            return letter;
        (letter.SentTo, letter.SentAt) = (address.Trim(), now);
        var mail = new { subject = letter.Subject, body = letter.Body };
        outbox.AddTo(letter.SentTo, language, "letter", one.Id, mail);
        return letter;
    }

    // Letters are recorded in the file [B8].
    private CustomerEntry Entry(Case one, CustomerFile customer, CaseLetter letter) =>
        new()
        {
            CustomerId = customer.Id,
            Kind = EntryKind.Letter,
            On = time.DayOf(letter.WrittenAt),
            Text = letter.SentTo is null ? letter.Subject : $"{letter.Subject} → {letter.SentTo}",
            PersonId = one.ApplicantId,
            At = letter.WrittenAt,
            CaseNumber = one.Number,
        };

    private void Record(Case one, List<CaseLetter> letters)
    {
        foreach (var letter in letters.Where(l => l.SentTo is not null))
            timeline.Write(
                one,
                new Happening("letter.sent", Flow) { Details = new { subject = letter.Subject, to = letter.SentTo } }
            );
    }
}

using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Cases;
using Workflows.Cases.Handover;
using Workflows.Cases.People;

namespace Workflows.Activities.Handover;

/// <summary>What hangs on a person, or was handed over, one line a thing: in every language, so that each reads it in their
/// own.</summary>
internal static class HandoverLines
{
    private static readonly LocalText Customer = new("客户", "客戶", "Customer");
    private static readonly LocalText Task = new("待办", "待辦", "Task");
    private static readonly LocalText Case = new("案件", "案件", "Case");
    private static readonly LocalText Deputy = new("代理", "代理", "Deputyship");
    private static readonly LocalText Ended = new("已终止", "已終止", "ended");

    public static LocalText Of(HandedOver done)
    {
        var kind = done.Kind switch
        {
            HandedOver.Customer => Customer,
            HandedOver.Task => Task,
            HandedOver.Case => Case,
            _ => Deputy,
        };
        return Line(language =>
            [
                kind.In(language),
                done.Number,
                done.Name.In(language),
                done.To.Count == 0
                    ? Ended.In(language)
                    : "→ " + LocalText.Join(done.To.Select(p => LocalText.Same(p.Name))).In(language),
            ]
        );
    }

    /// <param name="numberOf">The number of a task's case.</param>
    public static IEnumerable<LocalText> Of(
        Remaining found,
        Person person,
        Func<Guid, string?> numberOf,
        Func<Guid, string> nameOf
    ) =>
        found
            .Customers.Select(c => Line(l => [Customer.In(l), c.Number, c.Name]))
            .Concat(found.Tasks.Select(t => Line(l => [Task.In(l), numberOf(t.CaseId) ?? "", t.Title.In(l)])))
            .Concat(found.Cases.Select(c => Line(l => [Case.In(l), c.Number, c.Summary])))
            .Concat(
                found.Deputies.Select(d =>
                    d.DeputyId == person.Id ? StandsInFor(nameOf(d.PersonId)) : RepresentedBy(nameOf(d.DeputyId))
                )
            );

    /// <summary>All lines as one text, as a case's data holds it.</summary>
    public static JsonNode Text(IEnumerable<LocalText> lines)
    {
        var all = lines.ToList();
        var text = new LocalText(
            string.Join('\n', all.Select(t => t.Hans)),
            string.Join('\n', all.Select(t => t.Hant)),
            string.Join('\n', all.Select(t => t.English))
        );
        return JsonSerializer.SerializeToNode(text)!;
    }

    /// <summary>The lines of such a text; one from before there were languages is the same in each.</summary>
    public static IReadOnlyList<LocalText> Read(JsonNode? text)
    {
        var all = text is JsonObject ? text.Deserialize<LocalText>()! : LocalText.Same(text?.ToString() ?? "");
        var (hans, hant, english) = (Lines(all.Hans), Lines(all.Hant), Lines(all.English));
        return [.. hans.Select((line, i) => new LocalText(line, hant[i], english[i]))];
    }

    private static string[] Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static LocalText StandsInFor(string name) =>
        new($"代理 代{name}办理", $"代理 代{name}辦理", $"Deputyship for {name}");

    private static LocalText RepresentedBy(string name) =>
        new($"代理 由{name}代理", $"代理 由{name}代理", $"Deputyship by {name}");

    private static LocalText Line(Func<string, string[]> parts)
    {
        string In(string language) =>
            string.Join(' ', parts(language).Where(t => t.Length > 0)).ReplaceLineEndings(" ");
        return new LocalText(In("zh-Hans"), In("zh-Hant"), In("en"));
    }
}

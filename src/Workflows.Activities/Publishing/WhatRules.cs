using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Workflows.Activities.Absences;
using Workflows.Activities.Cases;
using Workflows.Activities.Clocks;
using Workflows.Activities.Data;
using Workflows.Activities.Handover;
using Workflows.Activities.Letters;
using Workflows.Activities.Mail;
using Workflows.Activities.Palette;
using Workflows.Activities.People;
using Workflows.Activities.Registers;
using Workflows.Activities.Tasks;
using Workflows.Cases;
using Workflows.Cases.Processes;
using Duration = Workflows.Cases.Deadlines.Limit;

namespace Workflows.Activities.Publishing;

/// <summary>Every form, letter, process and key of the policy that is named exists, and nothing is left empty without which
/// the activity cannot be done.</summary>
internal sealed class WhatRules(FlowAtHand flow, Policy policy, ProcessCatalog processes, WhoRules who)
{
    public IEnumerable<LocalText> Of(IActivity activity) =>
        Choices(activity)
            .Concat(
                activity switch
                {
                    TaskActivity a => OfTask(a),
                    StartCase a => Needed(a, nameof(a.Process)).Concat(Process(a.Process)).Concat(Fields(a.Data)),
                    StartDeadline a => Needed(a, nameof(a.Limit)).Concat(Due(a.Limit)),
                    Register a => Needed(a, nameof(a.Form)).Concat(Form(a.Form)),
                    Letter a => Needed(a, nameof(a.Template)).Concat(Template(a.Template)),
                    HandOver a => Needed(a, nameof(a.Person)).Concat(Template(a.Template)),
                    ListRemaining a => Needed(a, nameof(a.Person)),
                    SetData a => Needed(a, nameof(a.Values)).Concat(Fields(a.Values)),
                    WaitForDay a => Needed(a, nameof(a.Day)).Concat(Day(a.Day)).Concat(Key(a.At)),
                    CheckNotice a => Needed(a, nameof(a.Day), nameof(a.Limit)).Concat(Day(a.Day)).Concat(Key(a.Limit)),
                    DescribePerson a => Key(a.NewWithin),
                    RecordAbsence a => Needed(a, nameof(a.From), nameof(a.Until))
                        .Concat(Day(a.From))
                        .Concat(Day(a.Until)),
                    RemindOpen a => Needed(a, nameof(a.Until), nameof(a.Before), nameof(a.Every))
                        .Concat(Day(a.Until))
                        .Concat(Key(a.Before))
                        .Concat(Key(a.Every)),
                    _ => [],
                }
            );

    private IEnumerable<LocalText> OfTask(TaskActivity task) =>
        Form(task.Form)
            .Concat(Due(task.Due))
            .Concat(Due(task.TimeOut))
            .Concat(
                task switch
                {
                    Approve approve => Limits(Written.Text(approve.Limits)).Concat(Quorum(approve)),
                    ApproveChain chain => Levels(Written.Text(chain.Levels)),
                    _ => [],
                }
            );

    private static IEnumerable<LocalText> Needed(IActivity activity, params string[] inputs) =>
        inputs
            .Select(name => activity.GetType().GetProperty(name)!)
            .Where(input => !Written.IsGiven(input.GetValue(activity) as Input))
            .Select(input => PublishCheck.Texts.Say("notGiven", ActivityTexts.NameOf(input)));

    // What Studio offers as a fixed choice may still be typed, or come with an imported file.
    private static IEnumerable<LocalText> Choices(IActivity activity) =>
        from input in activity.GetType().GetProperties()
        where activity.GetType().Assembly == typeof(WhatRules).Assembly
        let choices = input.GetCustomAttribute<InputAttribute>()?.Options as string[]
        where choices is not null
        let written = Written.Text(input.GetValue(activity) as Input)
        where !string.IsNullOrEmpty(written) && !written.StartsWith('[') && !choices.Contains(written)
        select PublishCheck.Texts.Say("noChoice", ActivityTexts.NameOf(input), written, string.Join(", ", choices));

    private static IEnumerable<LocalText> Quorum(Approve approve) =>
        Written.Text(approve.Quorum) is { Length: > 0 } quorum && !Signatures.IsQuorum(quorum)
            ? [PublishCheck.Texts.Say("noQuorum", quorum)]
            : [];

    private IEnumerable<LocalText> Levels(string? written) =>
        string.IsNullOrEmpty(written) ? []
        : int.TryParse(written, CultureInfo.InvariantCulture, out var levels)
            ? levels > 0 ? []
                : [PublishCheck.Texts.Say("noLevels", written)]
        : policy.HasNumber(written) ? []
        : [PublishCheck.Texts.Say("noNumber", written)];

    private IEnumerable<LocalText> Limits(string? written)
    {
        if (string.IsNullOrEmpty(written))
            yield break;
        var faults = new List<LocalText>();
        var table = policy.Limits(written);
        if (table is null && !written.StartsWith('['))
            yield return PublishCheck.Texts.Say("noLimits", written);
        else
            table ??= ApprovalLimits.Read(written, faults);
        faults.AddRange((table?.Lines ?? []).Select(l => l.Role).Distinct().SelectMany(who.HeldBy));
        foreach (var fault in faults)
            yield return PublishCheck.Texts.Say("limits", fault);
    }

    private IEnumerable<LocalText> Form(Input? input) =>
        Written.Text(input) is not { Length: > 0 } key || flow.Packs.Any(p => p.Forms.ContainsKey(key)) ? []
        : flow.IsOfCases ? [PublishCheck.Texts.Say("noFormOfPack", key, flow.Packs[0].Name)]
        : [PublishCheck.Texts.Say("noForm", key)];

    private IEnumerable<LocalText> Template(Input? input) =>
        Written.Text(input) is not { Length: > 0 } name
        || flow.Packs.Any(p => p.Letters.Keys.Any(k => k.StartsWith(name + ".", StringComparison.Ordinal)))
            ? []
            : [PublishCheck.Texts.Say("noLetter", name)];

    private IEnumerable<LocalText> Process(Input? input) =>
        Written.Text(input) is not { Length: > 0 } key || processes.Find(key) is not null
            ? []
            : [PublishCheck.Texts.Say("noProcess", key)];

    private IEnumerable<LocalText> Due(Input? input) =>
        Written.Text(input) is not { Length: > 0 } text
        || Duration.TryParse(text, out var limit) && limit.Length > TimeSpan.Zero
        || IsDay(text)
        || policy.Has(text)
            ? []
            : [PublishCheck.Texts.Say("noDuration", text)];

    private IEnumerable<LocalText> Key(Input? input) =>
        Written.Text(input) is not { Length: > 0 } key || policy.Has(key)
            ? []
            : [PublishCheck.Texts.Say("noDuration", key)];

    private static IEnumerable<LocalText> Day(Input? input) =>
        Written.Text(input) is not { Length: > 0 } text || IsDay(text) ? [] : [PublishCheck.Texts.Say("noDay", text)];

    private static bool IsDay(string text) =>
        DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);

    private static IEnumerable<LocalText> Fields(Input? input) =>
        input?.Expression is { Type: "Literal" or "Object", Value: string { Length: > 0 } written }
        && !IsObject(written)
            ? [PublishCheck.Texts.Say("noFields")]
            : [];

    private static bool IsObject(string text)
    {
        try
        {
            return JsonNode.Parse(text) is JsonObject;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}

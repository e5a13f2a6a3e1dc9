using System.Dynamic;
using System.Text.Json;
using System.Text.Json.Nodes;
using Workflows.Cases.People;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.Cases;

/// <summary>A case's data as forms fill it and as flows see it.</summary>
public static class CaseData
{
    /// <summary>The data as a JSON object; changes to it do not reach the case.</summary>
    public static JsonObject Read(Case one) => JsonNode.Parse(one.Data)!.AsObject();

    /// <summary>Lays a form's fields over the case's data; null takes one away.</summary>
    /// <returns>The fields whose value changed, with old and new.</returns>
    public static IReadOnlyList<ChangedField> Merge(Case one, JsonObject fields)
    {
        if (fields.Count == 0)
            return [];
        var data = Read(one);
        var changed = Lay(data, fields, "");
        one.Data = data.ToJsonString(StoredJson.Options);
        return changed;
    }

    /// <summary>Lays what a department answered under <c>feedback.&lt;department&gt;</c>, where no other department's answer is.</summary>
    public static IReadOnlyList<ChangedField> MergeFeedback(Case one, string department, JsonObject fields)
    {
        var data = Read(one);
        var feedback = data["feedback"] as JsonObject ?? [];
        var answer = feedback[department] as JsonObject ?? [];
        var changed = Lay(answer, fields, $"feedback.{department}.");
        feedback[department] = answer.DeepClone();
        data["feedback"] = feedback.DeepClone();
        one.Data = data.ToJsonString(StoredJson.Options);
        return changed;
    }

    /// <summary>What a department has answered so far.</summary>
    public static JsonObject? FeedbackOf(JsonObject data, string department) =>
        (data["feedback"] as JsonObject)?[department] as JsonObject;

    private static List<ChangedField> Lay(JsonObject data, JsonObject fields, string prefix)
    {
        var changed = new List<ChangedField>();
        foreach (var (name, value) in fields)
        {
            if (JsonNode.DeepEquals(data[name], value))
                continue;
            changed.Add(new ChangedField(prefix + name, data[name]?.DeepClone(), value?.DeepClone()));
            if (value is null)
                data.Remove(name);
            else
                data[name] = value.DeepClone();
        }
        return changed;
    }

    /// <summary>What a flow starts with: <c>CaseId</c> and <c>Case</c> (data plus applicant).</summary>
    public static IDictionary<string, object> ForFlow(Case one, Person applicant) =>
        new Dictionary<string, object> { ["CaseId"] = one.Id.ToString(), ["Case"] = AsExpando(one, applicant) };

    /// <summary>What a decision brings to the flow: <c>Outcome</c>, <c>Comment</c>, <c>ReturnTo</c>, <c>Person</c>, <c>TaskId</c> and <c>Case</c>.</summary>
    public static IDictionary<string, object> ForFlow(Case one, CaseTask task, Decision decision, Person person) =>
        new Dictionary<string, object>
        {
            ["Outcome"] = decision.Outcome,
            ["Comment"] = decision.Comment ?? "",
            ["ReturnTo"] = decision.ReturnTo ?? task.ReturnTargets.FirstOrDefault() ?? "",
            ["Person"] = person.SignInName,
            ["TaskId"] = task.Id.ToString(),
            ["Case"] = AsExpando(one, null),
        };

    /// <summary>What the end of a linked case brings to the flow that waits for it: <c>Case</c> of its own, and <c>Linked</c>
    /// with <c>number</c>, <c>status</c> and <c>data</c> of the other.</summary>
    public static IDictionary<string, object> ForFlow(Case one, Case ended) =>
        new Dictionary<string, object>
        {
            ["Case"] = AsExpando(one, null),
            ["LinkedNumber"] = ended.Number,
            ["LinkedStatus"] = ended.Status.ToString(),
            ["LinkedData"] = AsExpando(ended, null),
        };

    // Scripts read variables.Case.amount, Liquid reads Variables.Case.amount: an ExpandoObject serves both.
    private static ExpandoObject AsExpando(Case one, Person? applicant)
    {
        var data = JsonSerializer.Deserialize<ExpandoObject>(one.Data, StoredJson.Options)!;
        var bag = (IDictionary<string, object?>)data;
        foreach (var name in bag.Keys.ToArray())
            bag[name] = Plain((JsonElement?)bag[name]);
        if (applicant is not null)
            bag["applicant"] = applicant.SignInName;
        // Known to flows from the first wait on.
        if (one.IsNumbered)
            bag["caseNumber"] = one.Number;
        return data;
    }

    private static object? Plain(JsonElement? element) =>
        element?.ValueKind switch
        {
            JsonValueKind.String => element.Value.GetString(),
            JsonValueKind.Number => element.Value.TryGetInt64(out var whole) ? whole : element.Value.GetDecimal(),
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Array => element.Value.EnumerateArray().Select(e => Plain(e)).ToList(),
            JsonValueKind.Object => PlainObject(element.Value),
            _ => null,
        };

    private static ExpandoObject PlainObject(JsonElement element)
    {
        var bag = new ExpandoObject();
        foreach (var property in element.EnumerateObject())
            ((IDictionary<string, object?>)bag)[property.Name] = Plain(property.Value);
        return bag;
    }
}

/// <summary>A field that a form changed; null where there was, or is, no value.</summary>
public sealed record ChangedField(string Name, JsonNode? Old, JsonNode? New);

using System.Text.Json.Nodes;
using Workflows.Cases.Cases;
using Workflows.Cases.Tasks;

namespace Workflows.Cases.Forms;

/// <summary>What a task's form starts with.</summary>
internal static class FormData
{
    /// <summary>What was saved with the task wins over what the case holds under the same name.</summary>
    public static JsonObject For(CaseTask task, Form? form, JsonObject caseData)
    {
        var saved = JsonNode.Parse(task.Data)!.AsObject();
        if (form is null)
            return saved;
        var known =
            task.DepartmentKey is { } key && task.Kind == TaskKind.Gather
                ? CaseData.FeedbackOf(caseData, key) ?? []
                : caseData;
        var data = new JsonObject();
        foreach (var field in form.Fields)
            if ((saved[field] ?? known[field]) is { } value)
                data[field] = value.DeepClone();
        return data;
    }
}

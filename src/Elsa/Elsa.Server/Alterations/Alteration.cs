using System.Net;
using System.Text.Json;

namespace Workflows.Engine;

/// <summary>A change to instances that are under way, as Elsa's API names it.</summary>
internal sealed record Alteration(string Type)
{
    public const string Cancel = "Cancel";
    public const string CancelActivity = "CancelActivity";
    public const string ModifyVariable = "ModifyVariable";
    public const string ScheduleActivity = "ScheduleActivity";
    public const string Migrate = "Migrate";

    private const int Most = 100;
    private static readonly string[] Known = [Cancel, CancelActivity, ModifyVariable, ScheduleActivity, Migrate];

    public string? ActivityId { get; init; }
    public string? ActivityInstanceId { get; init; }
    public string? VariableId { get; init; }
    public object? Value { get; init; }
    public int TargetVersion { get; init; }

    /// <exception cref="ElsaRefusedException">One of them is none.</exception>
    public static List<Alteration> ReadAll(JsonElement body)
    {
        if (body.Find("alterations") is not { ValueKind: JsonValueKind.Array } list || list.GetArrayLength() == 0)
            throw ElsaRefusedException.Bad("Alterations are expected.");
        if (list.GetArrayLength() > Most)
            throw ElsaRefusedException.Bad($"At most {Most} alterations are taken at once.");
        return [.. list.EnumerateArray().Select(Read)];
    }

    private static Alteration Read(JsonElement json)
    {
        var given = json.ValueKind == JsonValueKind.Object ? json.Text("type") : null;
        var type =
            Known.FirstOrDefault(known => string.Equals(known, given, StringComparison.OrdinalIgnoreCase))
            ?? throw ElsaRefusedException.Bad($"'{given}' is no alteration: give {string.Join(", ", Known)}.");
        var alteration = new Alteration(type)
        {
            ActivityId = json.Text("activityId"),
            ActivityInstanceId = json.Text("activityInstanceId"),
            VariableId = json.Text("variableId"),
            Value = json.Find("value") is { } value ? Body.Value(value) : null,
            TargetVersion = json.Number("targetVersion") ?? 0,
        };
        return alteration.Lacks() is { } lacks ? throw ElsaRefusedException.Bad($"{type}: {lacks}.") : alteration;
    }

    private string? Lacks() =>
        Type switch
        {
            CancelActivity or ScheduleActivity when ActivityId is null && ActivityInstanceId is null =>
                "an activityId or activityInstanceId is expected",
            ModifyVariable when VariableId is null => "a variableId is expected",
            Migrate when TargetVersion <= 0 => "a targetVersion is expected",
            _ => null,
        };
}

/// <summary>What became of one instance. All its alterations succeed, or none is kept.</summary>
internal sealed record AlterationResult(string WorkflowInstanceId)
{
    public List<AlterationNote> Notes { get; } = [];
    public bool IsSuccessful { get; set; } = true;
    public bool HasScheduledWork { get; set; }

    public object Model() =>
        new
        {
            workflowInstanceId = WorkflowInstanceId,
            log = new { logEntries = Notes },
            workflowHasScheduledWork = HasScheduledWork,
            isSuccessful = IsSuccessful,
        };
}

internal sealed record AlterationNote(string Message, string LogLevel, DateTimeOffset Timestamp, string? EventName);

/// <summary>Why an alteration cannot be made.</summary>
internal sealed class AlterationRefusedException(string message) : Exception(message);

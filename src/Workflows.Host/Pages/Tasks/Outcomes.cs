using Workflows.Cases.Processes;
using Workflows.Cases.Views;

namespace Workflows.Host.Pages;

/// <summary>How the ways to end a task look on a page.</summary>
public static class Outcomes
{
    /// <summary>What stands on the button; outcomes that a process owner invented show themselves.</summary>
    public static string Act(this Texts texts, string outcome) =>
        texts.Has($"act.{outcome}") ? texts[$"act.{outcome}"]
        : texts.Has($"outcomes.{outcome}") ? texts[$"outcomes.{outcome}"]
        : outcome;

    /// <summary>What an ended task was ended with.</summary>
    public static string Outcome(this Texts texts, string? outcome) =>
        outcome is not null && texts.Has($"outcomes.{outcome}") ? texts[$"outcomes.{outcome}"] : outcome ?? "";

    /// <summary>Who ended a task, and for whom.</summary>
    public static string? Who(this Texts texts, TaskEnd end) =>
        end.OnBehalfOfName is { } principal ? texts["timeline.onBehalf", end.PersonName, principal] : end.PersonName;

    /// <summary>Where a task is returned to: a step of the process by its title.</summary>
    public static string Target(this Texts texts, string target, ProcessPack? pack) =>
        texts.Has($"task.target-{target}") ? texts[$"task.target-{target}"]
        : pack?.Step(target) is { } step ? texts.Of(step.Title)
        : target;

    public static string ClassOf(string outcome) =>
        outcome switch
        {
            "Approved" or "Agreed" => "btn-approve",
            "Returned" => "btn-return",
            "Rejected" or "Disagreed" => "btn-reject",
            _ => "btn-primary",
        };

    public static string IconOf(string outcome) =>
        outcome switch
        {
            "Returned" => "back",
            "Rejected" or "Disagreed" or "Drop" => "cross",
            _ => "check",
        };

    /// <summary>Whether the act needs a reason in the comment.</summary>
    public static bool NeedsReason(string outcome) => outcome is "Returned" or "Rejected" or "Disagreed" or "Answered";
}

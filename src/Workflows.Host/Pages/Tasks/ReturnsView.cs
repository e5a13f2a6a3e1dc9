using Workflows.Cases.Processes;
using Workflows.Cases.Tasks;
using Workflows.Cases.Views;

namespace Workflows.Host.Pages;

/// <summary>Where a task can be returned to, as the task's page and the page behind a mail's link offer it.</summary>
/// <param name="Legend">Key of the text above the choices.</param>
public sealed record ReturnsView(
    TaskDetails Task,
    ProcessPack? Pack,
    string Legend,
    string? Chosen,
    string? Error = null
)
{
    public IReadOnlyList<ReturnChoice> Choices => Task.Returns;
}

/// <summary>How a choice is called.</summary>
public static class ReturnTexts
{
    /// <summary>The step and who did it last, as far as that is known.</summary>
    public static string Choice(this Texts texts, ReturnChoice choice, ReturnsView view)
    {
        var name = Name(texts, choice, view.Pack);
        var people = IsToApplicant(choice) ? [view.Task.ApplicantName] : PeopleOf(choice, view.Task);
        return people.Count == 0 ? name : texts["task.targetWith", name, string.Join('、', people)];
    }

    private static string Name(Texts texts, ReturnChoice choice, ProcessPack? pack)
    {
        var title = choice.Title is { } known ? texts.Of(known) : null;
        return choice.Key switch
        {
            "" when title is null && !choice.IsToApplicant => texts["task.target-drawn"],
            "" => texts["task.target-drawnTo", title ?? texts["task.target-applicant"]],
            ReturnChoice.Previous when title is not null => texts["task.target-previousStep", title],
            _ when choice.IsPrevious && title is not null => texts["task.target-previousStep", title],
            _ => title ?? texts.Target(choice.Key, pack),
        };
    }

    private static bool IsToApplicant(ReturnChoice choice) =>
        choice.Key == ReturnChoice.Applicant || choice.IsToApplicant;

    private static IReadOnlyList<string> PeopleOf(ReturnChoice choice, TaskDetails task) =>
        choice.People.Count > 0 ? choice.People
        : task.Timeline.LastOrDefault(e => e.Kind == "task.decided" && e.Step == choice.Key)?.PersonName is { } person
            ? [person]
        : [];
}

using System.Text.Json.Nodes;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Tasks;
using Workflows.Cases.Timeline;

namespace Workflows.Cases.Views;

/// <summary>Puts the names of people, roles and steps beside what the tables hold.</summary>
public sealed class RowBuilder(PeopleDirectory directory, ProcessCatalog processes, TimeProvider clock)
{
    internal string? NameOf(Guid? id) => id is { } known ? directory.Current.Find(known)?.Name : null;

    internal bool IsOverdue(DateTimeOffset? due) => due < clock.GetUtcNow();

    internal LocalText NamesOf(IEnumerable<TaskCandidate> candidates) =>
        LocalText.Join(
            candidates.Where(c => c.Kind != CandidateKind.Former).OrderBy(c => c.Kind).ThenBy(c => c.Key).Select(NameOf)
        );

    internal TaskRow Row(CaseTask task, Case one) =>
        new(
            task.Id,
            one.Id,
            one.Number,
            one.ProcessKey,
            one.Summary,
            task.Title,
            task.Step,
            task.Kind,
            task.Purpose,
            task.IsHeld,
            task.OpenedAt,
            task.Due,
            task.Status == Tasks.TaskStatus.Open && IsOverdue(task.Due),
            task.AssigneeId,
            NameOf(task.AssigneeId),
            NamesOf(task.Candidates),
            task.UrgedAt,
            task.Revision,
            Deadlines.DueBasis.Parse(task.DueBasis)
        )
        {
            TakesBulk = TakesBulk(task.Kind, task.Purpose, task.FormKey, task.IsHeld),
        };

    internal static bool TakesBulk(TaskKind kind, TaskPurpose purpose, string? form, bool isHeld) =>
        kind == TaskKind.Approve && purpose != TaskPurpose.SignBefore && form is null && !isHeld;

    internal TimelineRow Row(TimelineEntry entry, string process, LocalText? taskTitle) =>
        new(
            entry.Sequence,
            entry.At,
            entry.Kind,
            entry.PersonName,
            NameOf(entry.OnBehalfOfId),
            entry.Channel,
            entry.RemoteAddress,
            entry.TaskId,
            entry.Step,
            taskTitle ?? TitleOf(entry.Step, process),
            entry.Outcome,
            entry.Comment,
            JsonNode.Parse(entry.Details)!.AsObject(),
            entry.FormVersion,
            entry.FlowVersion
        );

    internal TaskEnd? EndOf(CaseTask task) =>
        task.EndedAt is { } at
            ? new TaskEnd(task.Status, task.Outcome, task.Comment, NameOf(task.DecidedById), task.DecidedThrough, at)
            {
                OnBehalfOfName = NameOf(task.DecidedForId),
            }
            : null;

    private LocalText NameOf(TaskCandidate candidate)
    {
        var people = directory.Current;
        return candidate.Kind switch
            {
                CandidateKind.Role => people.Role(candidate.Key)?.Name,
                CandidateKind.Department => people.Department(candidate.Key)?.Name,
                _ => Guid.TryParse(candidate.Key, out var id) && people.Find(id) is { } person
                    ? LocalText.Same(person.Name)
                    : null,
            } ?? LocalText.Same(candidate.Key);
    }

    private LocalText? TitleOf(string? step, string process) =>
        step is null ? null : processes.Find(process)?.TitleOf(step) ?? LocalText.Same(step);
}

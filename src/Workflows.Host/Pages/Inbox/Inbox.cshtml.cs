using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.Copies;
using Workflows.Cases.Deputies;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Cases.Tasks;
using Workflows.Cases.Views;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>What waits for whoever is signed in, the most urgent first.</summary>
public sealed class InboxPage(
    TaskList tasks,
    ClaimTask claim,
    ReleaseTask release,
    CopyList copies,
    DecideMany decideMany,
    Problems problems,
    ActingFor acting,
    ProcessCatalog processes,
    CurrentPerson current,
    Texts texts
) : PageModel
{
    /// <summary><c>mine</c> or <c>overdue</c>; anything else shows all.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;
    public Person Me { get; private set; } = null!;
    public IReadOnlyList<TaskRow> Tasks { get; private set; } = [];
    public IReadOnlyList<(TaskPart Part, int Count)> Counts { get; private set; } = [];

    /// <summary>What was ticked, typed and wrong in deciding several at once; and what each came to.</summary>
    public IReadOnlyCollection<string> Picked { get; private set; } = [];
    public string? Comment { get; private set; }
    public string? CommentError { get; private set; }
    public string? PickError { get; private set; }
    public IReadOnlyList<BulkLine> Results { get; private set; } = [];

    /// <summary>Whether there are several that can be ended in the same way.</summary>
    public bool HasBulk => Tasks.Count(t => t.TakesBulk) > 1 || PickError is not null || CommentError is not null;

    /// <summary>Those whose deputy the reader is now.</summary>
    public string ActsFor =>
        string.Join(texts["more.and"], acting.AllPrincipalsOf(Me).Select(p => p.Principal.Name).Distinct());
    public int UnreadCopies { get; private set; }
    public PageLinks Pages { get; private set; } = PageLinks.None;
    public TaskPart Part => Enum.TryParse<TaskPart>(Show, true, out var part) ? part : TaskPart.All;
    public bool MayStart => processes.All.Any(p => p.MayBeStartedBy(Me));

    public async Task OnGetAsync(CancellationToken stop)
    {
        Me = current.Require();
        var counts = new List<(TaskPart, int)>();
        foreach (var part in Enum.GetValues<TaskPart>())
            counts.Add((part, await tasks.CountAsync(Me, stop, part)));
        Counts = counts;
        UnreadCopies = await copies.CountUnreadAsync(Me, stop);
        var total = Counts.First(c => c.Part == Part).Count;
        Pages = PageLinks.Of(Number, total, new Paging().Size, AddressOf(Part) + (Part == TaskPart.All ? "?" : "&"));
        Tasks = (await tasks.PageAsync(Me, Part, new Paging(Pages.Number), stop)).Items;
    }

    public static string AddressOf(TaskPart part) => part == TaskPart.All ? "/" : $"/?show={KeyOf(part)}";

    /// <summary>Its name in addresses and texts.</summary>
    public static string KeyOf(TaskPart part) => part.ToString().ToLowerInvariant();

    public async Task<IActionResult> OnPostClaimAsync(Guid id, CancellationToken stop)
    {
        await this.TryAsync(texts, () => claim.RunAsync(id, current.Actor(Channel.Web), stop));
        return Again();
    }

    public async Task<IActionResult> OnPostReleaseAsync(Guid id, CancellationToken stop)
    {
        await this.TryAsync(texts, () => release.RunAsync(id, current.Actor(Channel.Web), stop));
        return Again();
    }

    public async Task<IActionResult> OnPostManyAsync(
        List<string> pick,
        string outcome,
        string? comment,
        CancellationToken stop
    )
    {
        Comment = comment?.Trim();
        Picked = pick;
        await OnGetAsync(stop);
        var seen = pick.Select(Seen).OfType<TaskSeen>().ToList();
        PickError = seen.Count == 0 ? texts["inbox.bulkNone"] : null;
        CommentError =
            Outcomes.NeedsReason(outcome) && string.IsNullOrEmpty(Comment)
                ? texts.Say(new RefusedException("field.reasonRequired"))
                : null;
        if (PickError is not null || CommentError is not null)
            return Page();
        var before = Tasks.ToDictionary(t => t.TaskId);
        var results = await decideMany.RunAsync(seen, outcome, Comment, current.Actor(Channel.Web), stop);
        Results = [.. results.Select(r => Line(r, before.GetValueOrDefault(r.TaskId), outcome))];
        (Comment, Picked) = (null, []);
        ModelState.Clear();
        await OnGetAsync(stop);
        return Page();
    }

    private BulkLine Line(OneOfMany one, TaskRow? task, string outcome) =>
        new(
            task?.Number ?? "",
            task is null ? "" : texts.Of(task.Title),
            texts.Outcome(outcome),
            one.Refused is { } refused ? problems.Explain(refused) : null
        );

    // A tick carries the revision at which the list showed the task.
    private static TaskSeen? Seen(string pick) =>
        pick.Split('.') is [var id, var revision]
        && Guid.TryParse(id, out var task)
        && int.TryParse(revision, CultureInfo.InvariantCulture, out var number)
            ? new TaskSeen(task, number)
            : null;

    public string NameOf(string process) => processes.Find(process) is { } pack ? texts.Of(pack.Name) : process;

    /// <summary>A task that only one person can do is theirs without claiming and cannot be given back.</summary>
    public bool MayRelease(TaskRow task) => task.AssigneeId == Me.Id && texts.Of(task.CandidateText) != Me.Name;

    private LocalRedirectResult Again() => LocalRedirect(AddressOf(Part));
}

/// <summary>What one of several tasks came to.</summary>
/// <param name="Refusal">Why it was not decided; null when it was.</param>
public sealed record BulkLine(string Number, string Title, string Said, string? Refusal);

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.Copies;
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

    public string NameOf(string process) => processes.Find(process) is { } pack ? texts.Of(pack.Name) : process;

    /// <summary>A task that only one person can do is theirs without claiming and cannot be given back.</summary>
    public bool MayRelease(TaskRow task) => task.AssigneeId == Me.Id && texts.Of(task.CandidateText) != Me.Name;

    private LocalRedirectResult Again() => LocalRedirect(AddressOf(Part));
}

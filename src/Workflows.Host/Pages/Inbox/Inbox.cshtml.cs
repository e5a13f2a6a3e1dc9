using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
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
    ProcessCatalog processes,
    CurrentPerson current,
    Texts texts
) : PageModel
{
    private const int PageSize = 20;
    private static readonly string[] Shows = ["all", "mine", "overdue"];

    /// <summary><c>all</c>, <c>mine</c> or <c>overdue</c>.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Show { get; set; }

    [BindProperty(SupportsGet = true, Name = "p")]
    public int Number { get; set; } = 1;
    public Person Me { get; private set; } = null!;
    public IReadOnlyList<TaskRow> Tasks { get; private set; } = [];
    public IReadOnlyList<(string Show, int Count)> Counts { get; private set; } = [];
    public PageLinks Pages { get; private set; } = PageLinks.None;
    public bool MayStart => processes.All.Any(p => p.MayBeStartedBy(Me));

    public async Task OnGetAsync(CancellationToken stop)
    {
        Me = current.Require();
        Show = Show is "mine" or "overdue" ? Show : "all";
        var all = await tasks.ForAsync(Me, stop);
        var shown = all.Where(t => Matches(t, Show)).ToList();
        Counts = [.. Shows.Select(s => (s, all.Count(t => Matches(t, s))))];
        Pages = PageLinks.Of(Number, shown.Count, PageSize, Show == "all" ? "/?" : $"/?show={Show}&");
        Tasks = [.. shown.Skip((Pages.Number - 1) * PageSize).Take(PageSize)];
    }

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

    private bool Matches(TaskRow task, string show) =>
        show switch
        {
            "mine" => task.AssigneeId == Me.Id,
            "overdue" => task.IsOverdue,
            _ => true,
        };

    private LocalRedirectResult Again() => LocalRedirect(Show is "mine" or "overdue" ? $"/?show={Show}" : "/");
}

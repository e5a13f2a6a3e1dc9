using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Activities.Publishing;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.Deadlines;
using Workflows.Cases.Outbox;
using Workflows.Cases.Processes;
using Workflows.Cases.Views;
using Workflows.Host.Packs;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>What went wrong and waits for somebody, and how the packs stand to the published flows (design rule 5).</summary>
[Authorize("ProcessOwner")]
public sealed class OperationsPage(
    FailedCases failed,
    RetryCase retry,
    OutboxQueue outbox,
    DueTimers timers,
    StaffingGaps staffing,
    PackReport packs,
    ProcessCatalog processes,
    CurrentPerson current,
    Texts texts
) : PageModel
{
    public IReadOnlyList<FailedCase> Cases { get; private set; } = [];
    public PageOf<OutboxMail> Mails { get; private set; } = new([], 0, new Paging());
    public IReadOnlyList<CaseTimer> Timers { get; private set; } = [];
    public IReadOnlyList<StaffingGap> Gaps { get; private set; } = [];
    public IReadOnlyList<PackStanding> Packs => packs.All;

    public async Task OnGetAsync(int page, CancellationToken stop)
    {
        Cases = await failed.ReadAsync(stop);
        Mails = await outbox.ListAsync(MailStatus.Failed, new Paging(page), stop);
        Gaps = await staffing.ReadAsync(stop);
        Timers = await timers.FailedAsync(stop);
    }

    public async Task<IActionResult> OnPostRetryAsync(Guid id, CancellationToken stop)
    {
        var actor = current.Actor(Channel.Web);
        if (await this.TryAsync(texts, () => retry.RunAsync(id, actor, stop)))
            TempData["Done"] = texts["operations.retried"];
        return LocalRedirect("/operations");
    }

    public async Task<IActionResult> OnPostSendAgainAsync(Guid id, CancellationToken stop)
    {
        var actor = current.Actor(Channel.Web);
        if (await this.TryAsync(texts, () => outbox.SendAgainAsync(id, actor, stop)))
            TempData["Done"] = texts["operations.sentAgain"];
        return LocalRedirect("/operations");
    }

    public string NameOf(string process) => processes.Find(process) is { } pack ? texts.Of(pack.Name) : process;
}

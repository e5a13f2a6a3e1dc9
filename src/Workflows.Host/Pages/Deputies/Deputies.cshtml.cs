using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.Deputies;
using Workflows.Cases.People;
using Workflows.Cases.Processes;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>Who acts for the person while they are away, and for whom the person does. Administrators name deputies for
/// everybody.</summary>
public sealed class DeputiesPage(
    DeputyList deputies,
    SetDeputy set,
    EndDeputy end,
    Access access,
    ProcessCatalog processes,
    CurrentPerson current,
    Texts texts
) : PageModel
{
    private IReadOnlyList<FieldError> errors = [];

    [BindProperty]
    public string? For { get; set; }

    [BindProperty]
    public string? Deputy { get; set; }

    [BindProperty]
    public string? From { get; set; }

    [BindProperty]
    public string? Until { get; set; }

    [BindProperty]
    public string? Process { get; set; }
    public Person Me { get; private set; } = null!;
    public bool IsAdministrator => access.MayAdminister(Me);
    public IReadOnlyList<DeputyRow> Mine { get; private set; } = [];
    public IReadOnlyList<DeputyRow> ForOthers { get; private set; } = [];
    public IReadOnlyList<DeputyRow> Everybodys { get; private set; } = [];
    public IReadOnlyList<ProcessPack> Processes => processes.All;

    public async Task OnGetAsync(CancellationToken stop)
    {
        Me = current.Require();
        var all = await deputies.ForAsync(Me, everybody: true, stop);
        Mine = [.. all.Where(d => d.IsMine)];
        ForOthers = [.. all.Where(d => d.IsMe)];
        Everybodys = [.. all.Where(d => !d.IsMine && !d.IsMe)];
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken stop)
    {
        try
        {
            var wanted = new NewDeputy(
                Deputy,
                TypedDay.Read(From, "/from"),
                TypedDay.Read(Until, "/until"),
                Process,
                For
            );
            await set.RunAsync(wanted, current.Actor(Channel.Web), stop);
            TempData["Done"] = texts["deputies.done"];
            return LocalRedirect("/account/deputies");
        }
        catch (RefusedException refused) when (refused.Fields.Count > 0)
        {
            errors = refused.Fields;
        }
        await OnGetAsync(stop);
        return Page();
    }

    public async Task<IActionResult> OnPostEndAsync(Guid id, CancellationToken stop)
    {
        if (await this.TryAsync(texts, () => end.RunAsync(id, current.Actor(Channel.Web), stop)))
            TempData["Done"] = texts["deputies.ended"];
        return LocalRedirect("/account/deputies");
    }

    public string? ErrorAt(string path) =>
        errors.FirstOrDefault(e => e.Path == path) is { } error
            ? texts[$"refusals.{error.Code}", error.Arguments]
            : null;
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.People;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>An administrator brings in people from a file: first what it would do, then it is done.</summary>
public sealed class ImportPage(ImportPeople import, CurrentPerson current, Access access, Texts texts) : PageModel
{
    private const int Largest = 2_000_000;

    public ImportPreview? Preview { get; private set; }

    /// <summary>The file, carried from the preview to the import.</summary>
    public string? Carried { get; private set; }
    public string? Refused { get; private set; }

    public IActionResult OnGet() => access.MayAdminister(current.Require()) ? Page() : Forbid();

    public async Task<IActionResult> OnPostPreviewAsync(IFormFile? file, CancellationToken stop)
    {
        if (!access.MayAdminister(current.Require()))
            return Forbid();
        if (file is null || file.Length is 0 or > Largest)
        {
            Refused = texts["directory.noFile"];
            return Page();
        }
        using var content = new MemoryStream();
        await file.CopyToAsync(content, stop);
        return await ShowAsync(content.ToArray(), stop);
    }

    public async Task<IActionResult> OnPostRunAsync(string? content, CancellationToken stop)
    {
        if (!access.MayAdminister(current.Require()))
            return Forbid();
        var bytes = new byte[content?.Length ?? 0];
        if (!Convert.TryFromBase64String(content ?? "", bytes, out var length))
            return BadRequest();
        try
        {
            var done = await import.RunAsync(bytes[..length], current.Actor(Channel.Web), stop);
            TempData["Done"] = texts[
                "directory.imported",
                done.Count(ImportChange.New),
                done.Count(ImportChange.Changed)
            ];
            return LocalRedirect("/people");
        }
        catch (RefusedException refused) when (refused.Kind == RefusalKind.Invalid)
        {
            Refused = texts.Say(refused);
            return await ShowAsync(bytes[..length], stop);
        }
    }

    public string Say(FieldError error) =>
        $"{texts[$"directory.{error.Path.TrimStart('/')}"]}: {texts[$"refusals.{error.Code}", error.Arguments]}";

    private async Task<IActionResult> ShowAsync(byte[] content, CancellationToken stop)
    {
        try
        {
            Preview = await import.PreviewAsync(content, current.Actor(Channel.Web), stop);
            Carried = Convert.ToBase64String(content);
        }
        catch (RefusedException refused) when (refused.Kind == RefusalKind.Invalid)
        {
            Refused = texts.Say(refused);
        }
        return Page();
    }
}

using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.Customers;
using Workflows.Host.Pages.Customers;
using Workflows.Host.Pages.Layout;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>The keeper of customer files brings in a list: first what it would do, with each wrong cell named, then all of it
/// or nothing.</summary>
[RequestFormLimits(ValueLengthLimit = LargestPost), RequestSizeLimit(LargestPost)]
public sealed class ImportCustomersPage(
    ImportCustomers import,
    CustomerAccess access,
    CustomerSheet sheet,
    CurrentPerson current,
    Texts texts
) : PageModel
{
    // The file once more as base64, a third larger, and what stands around it.
    private const int LargestPost = 12 * 1024 * 1024;

    public CustomerImport? Preview { get; private set; }

    /// <summary>The file, carried from the preview to the import.</summary>
    public string? Carried { get; private set; }
    public string? Refused { get; private set; }

    public IActionResult OnGet() => access.Keeps(current.Require()) ? Page() : Forbid();

    public async Task<IActionResult> OnGetTemplateAsync(CancellationToken stop) =>
        access.Keeps(current.Require())
            ? File(await sheet.WriteAsync([], stop), CustomerSheet.Xlsx, $"{texts["layout.customers"]}.xlsx")
            : Forbid();

    public async Task<IActionResult> OnPostPreviewAsync(IFormFile? file, CancellationToken stop)
    {
        if (!access.Keeps(current.Require()))
            return Forbid();
        if (file is null || file.Length == 0)
        {
            Refused = texts["customer.noFile"];
            return Page();
        }
        using var content = new MemoryStream();
        await file.CopyToAsync(content, stop);
        return await ShowAsync(content.ToArray(), stop);
    }

    public async Task<IActionResult> OnPostRunAsync(string? content, CancellationToken stop)
    {
        if (!access.Keeps(current.Require()))
            return Forbid();
        var bytes = new byte[content?.Length ?? 0];
        if (!Convert.TryFromBase64String(content ?? "", bytes, out var length))
            return BadRequest();
        try
        {
            var done = await import.RunAsync(SheetReader.Read(bytes[..length]), current.Actor(Channel.Web), stop);
            TempData["Done"] = texts["customer.imported", done.New, done.Changed];
            return LocalRedirect("/customers");
        }
        catch (RefusedException refused) when (refused.Kind == RefusalKind.Invalid)
        {
            Refused = texts.Say(refused);
            return await ShowAsync(bytes[..length], stop);
        }
    }

    private async Task<IActionResult> ShowAsync(byte[] content, CancellationToken stop)
    {
        try
        {
            Preview = await import.PreviewAsync(SheetReader.Read(content), current.Actor(Channel.Web), stop);
            Carried = Convert.ToBase64String(content);
        }
        catch (RefusedException refused) when (refused.Kind == RefusalKind.Invalid)
        {
            Refused = texts.Say(refused);
        }
        return Page();
    }

    public string Say(FieldError error) => texts[$"refusals.{error.Code}", [.. error.Arguments]];

    public string TitleOf(string field) =>
        CustomerFields.Find(field) is { } named ? texts.Of(named.Title) : texts["customer.responsible"];
}

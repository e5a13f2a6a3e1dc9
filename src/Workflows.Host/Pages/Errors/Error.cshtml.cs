using System.Diagnostics;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;

namespace Workflows.Host.Pages;

/// <summary>What people see instead of a page: nothing there, not allowed, refused, or our failure.</summary>
[AllowAnonymous, IgnoreAntiforgeryToken, ResponseCache(NoStore = true)]
public sealed class ErrorPage(Texts texts) : PageModel
{
    public int Code { get; private set; }
    public string Heading { get; private set; } = "";
    public string Explanation { get; private set; } = "";
    public string Reference => Activity.Current?.Id ?? HttpContext.TraceIdentifier;

    public void OnGet() => Show();

    public void OnPost() => Show();

    private void Show()
    {
        var refused = HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error as RefusedException;
        Code =
            refused is not null ? StatusOf(refused)
            : IsTooLarge ? StatusCodes.Status413PayloadTooLarge
            : CodeOfPath;
        Response.StatusCode = Code;
        Heading = texts[KeyOf(Code)];
        Explanation = refused is not null
            ? texts[$"refusals.{refused.Code}", [.. refused.Arguments]]
            : texts[KeyOf(Code) + "Help"];
    }

    // Not bound: binding would read the body once more, which may be what failed.
    private int CodeOfPath =>
        int.TryParse(RouteData.Values["code"]?.ToString(), out var code)
            ? code
            : StatusCodes.Status500InternalServerError;

    // The check of the form's token stumbles first over a body that is too large, and speaks of the token.
    private bool IsTooLarge =>
        Request.ContentLength > HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;

    private static int StatusOf(RefusedException refused) =>
        refused.Kind switch
        {
            RefusalKind.Forbidden => StatusCodes.Status403Forbidden,
            RefusalKind.NotFound => StatusCodes.Status404NotFound,
            RefusalKind.Conflict => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status400BadRequest,
        };

    private static string KeyOf(int code) =>
        code switch
        {
            StatusCodes.Status404NotFound => "errors.notFound",
            StatusCodes.Status403Forbidden => "errors.denied",
            StatusCodes.Status409Conflict => "errors.conflict",
            StatusCodes.Status413PayloadTooLarge => "errors.tooLarge",
            < 500 => "errors.bad",
            _ => "errors.failed",
        };
}

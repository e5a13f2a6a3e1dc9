using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;

namespace Workflows.Host.Pages.Layout;

/// <summary>Tells people, on the page they come to next, what was done or why not.</summary>
public static class Refusals
{
    /// <summary>The refusal in the reader's language.</summary>
    public static string Say(this Texts texts, RefusedException refused) =>
        texts[$"refusals.{refused.Code}", [.. refused.Arguments]];

    /// <summary>Does something that the rules may forbid; the reason then stands on top of the next page.</summary>
    public static async Task<bool> TryAsync(this PageModel page, Texts texts, Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (RefusedException refused) when (refused.Kind != RefusalKind.NotFound)
        {
            page.TempData["Refused"] = texts.Say(refused);
            return false;
        }
    }
}

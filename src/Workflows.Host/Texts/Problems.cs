using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Workflows.Cases;

namespace Workflows.Host;

/// <summary>Puts refusals into words: for programs as problem details (RFC 9457), for pages as text.</summary>
public sealed class Problems(Texts texts)
{
    /// <summary>The refusal in the request's language.</summary>
    public string Say(RefusedException refused) => texts[$"refusals.{refused.Code}", [.. refused.Arguments]];

    /// <summary>The refusal with what is wrong with the fields, where no field can be marked.</summary>
    public string Explain(RefusedException refused) =>
        refused.Fields.Count == 0 ? Say(refused) : string.Join(' ', refused.Fields.Select(Say).Distinct());

    /// <summary>What is wrong with a field, in the request's language.</summary>
    public string Say(FieldError error) => texts[$"refusals.{error.Code}", error.Arguments];

    /// <summary>Status, text, <c>code</c>, <c>errors</c> by JSON pointer, and who decided what and when where somebody was first.</summary>
    public ProblemDetails Of(RefusedException refused)
    {
        var problem = Of(StatusOf(refused), refused.Code, Say(refused));
        if (refused.Fields.Count > 0)
            problem.Extensions["errors"] = refused
                .Fields.GroupBy(f => f.Path)
                .ToDictionary(g => g.Key, g => g.Select(Say).Distinct().ToArray());
        if (refused.Code == "task.alreadyDecided" && refused.Arguments is [var person, DateTimeOffset at, var outcome])
        {
            problem.Extensions["decidedBy"] = person;
            problem.Extensions["decidedAt"] = at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);
            problem.Extensions["outcome"] = outcome;
        }
        return problem;
    }

    /// <summary>A problem that is no refusal of the business: nobody signed in, no such address, our failure.</summary>
    public ProblemDetails Of(int status, string code, string? detail = null) =>
        new()
        {
            Type = $"urn:workflows:problem:{code}",
            Status = status,
            Title = texts[$"problems.{(texts.Has($"problems.{status}") ? status : status < 500 ? 400 : 500)}"],
            Detail = detail,
            Extensions = { ["code"] = code },
        };

    /// <summary>The HTTP status of a refusal.</summary>
    public static int StatusOf(RefusedException refused) =>
        (refused.Code, refused.Kind) switch
        {
            ("signIn.required" or "signIn.failed", _) => StatusCodes.Status401Unauthorized,
            ("signIn.tooMany" or "signIn.locked", _) => StatusCodes.Status429TooManyRequests,
            (_, RefusalKind.Forbidden) => StatusCodes.Status403Forbidden,
            (_, RefusalKind.NotFound) => StatusCodes.Status404NotFound,
            (_, RefusalKind.Conflict) => StatusCodes.Status409Conflict,
            _ => StatusCodes.Status400BadRequest,
        };
}

using System.Diagnostics;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Workflows.Cases;

namespace Workflows.Host.Api;

/// <summary>Answers programs with problem details whatever went wrong.</summary>
public sealed class ApiProblems(Problems problems, ILogger<ApiProblems> log)
{
    /// <summary>Answers for the exception that the request ended with.</summary>
    public Task AnswerAsync(HttpContext context) =>
        WriteAsync(context, Of(context, context.Features.Get<IExceptionHandlerFeature>()!.Error));

    /// <summary>Gives a bare status (401, 404, 405 …) the body that programs expect.</summary>
    public Task FillAsync(StatusCodeContext status)
    {
        var context = status.HttpContext;
        var code = context.Response.StatusCode;
        return WriteAsync(
            context,
            code switch
            {
                StatusCodes.Status401Unauthorized => problems.Of(
                    new RefusedException("signIn.required") { Kind = RefusalKind.Forbidden }
                ),
                StatusCodes.Status413PayloadTooLarge => problems.Of(
                    code,
                    $"http.{code}",
                    problems.Say(new RefusedException("request.tooLarge"))
                ),
                _ => problems.Of(code, $"http.{code}"),
            }
        );
    }

    private ProblemDetails Of(HttpContext context, Exception exception)
    {
        switch (exception)
        {
            case RefusedException refused:
                return problems.Of(refused);
            case BadHttpRequestException bad:
                var problem = problems.Of(BadRequest.Explain(bad));
                if (bad.StatusCode != StatusCodes.Status400BadRequest)
                    problem = problems.Of(bad.StatusCode, $"http.{bad.StatusCode}", problem.Detail);
                return problem;
            default:
                var number = Activity.Current?.TraceId.ToString() ?? context.TraceIdentifier;
                log.LogError(
                    exception,
                    "{Method} {Path} failed ({Number})",
                    context.Request.Method,
                    context.Request.Path,
                    number
                );
                var failed = new RefusedException("request.failed", number);
                return problems.Of(StatusCodes.Status500InternalServerError, failed.Code, problems.Say(failed));
        }
    }

    private static Task WriteAsync(HttpContext context, ProblemDetails problem)
    {
        context.Response.StatusCode = problem.Status!.Value;
        return context.Response.WriteAsJsonAsync(
            problem,
            ApiJson.Options,
            "application/problem+json",
            context.RequestAborted
        );
    }
}

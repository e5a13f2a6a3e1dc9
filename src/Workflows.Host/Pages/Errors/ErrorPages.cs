using Workflows.Cases;

namespace Workflows.Host.Pages;

/// <summary>Shows <see cref="ErrorPage"/> for what fails on a page; the APIs answer for themselves.</summary>
public static class ErrorPages
{
    public static WebApplication UseErrorPages(this WebApplication app)
    {
        app.UseWhen(
            context => !context.Request.Path.IsApi(),
            pages =>
            {
                pages.UseExceptionHandler(
                    new ExceptionHandlerOptions
                    {
                        ExceptionHandlingPath = "/error",
                        // A refusal is an answer, not a failure.
                        SuppressDiagnosticsCallback = failed => failed.Exception is RefusedException,
                        AllowStatusCode404Response = true,
                    }
                );
                pages.UseStatusCodePagesWithReExecute("/error/{0}");
            }
        );
        return app;
    }
}

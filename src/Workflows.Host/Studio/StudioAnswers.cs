using System.Globalization;

namespace Workflows.Host.Studio;

/// <summary>A refusal is nothing that has failed, but a browser writes every answer of 400 and above into its console, whatever
/// the page makes of it. Our page around Studio says that it reads the status from a header; it is then answered with 200 and
/// the true status there. For everybody else the API answers as ever.</summary>
internal static class StudioAnswers
{
    private const string Asked = "Studio-Status";
    private const string InHeader = "in-header";

    public static WebApplication UseStudioAnswers(this WebApplication app)
    {
        app.UseWhen(
            context => context.Request.Path.IsUnder("/elsa/api") && context.Request.Headers[Asked] == InHeader,
            studio => studio.Use(AnswerAsync)
        );
        return app;
    }

    // Held back until it is whole: what records acts looks at the status once the act has answered.
    private static async Task AnswerAsync(HttpContext context, RequestDelegate next)
    {
        var response = context.Response;
        var client = response.Body;
        using var whole = new MemoryStream();
        response.Body = whole;
        try
        {
            await next(context);
        }
        finally
        {
            response.Body = client;
        }
        if (response.StatusCode is >= 400 and < 500)
        {
            response.Headers[Asked] = response.StatusCode.ToString(CultureInfo.InvariantCulture);
            response.StatusCode = StatusCodes.Status200OK;
        }
        whole.Position = 0;
        await whole.CopyToAsync(client, context.RequestAborted);
    }
}

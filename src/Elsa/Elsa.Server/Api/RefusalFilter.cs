using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;

namespace Workflows.Engine;

/// <summary>Bad input is answered with what is wrong with it, never with a server error.</summary>
internal sealed class RefusalFilter : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (ElsaRefusedException e)
        {
            return Reply.Problem((int)e.Status, e.Errors);
        }
        catch (JsonException e)
        {
            return Reply.Problem(400, new Dictionary<string, string[]> { [e.Path ?? "body"] = [e.Message] });
        }
        catch (BadHttpRequestException e)
        {
            return Reply.Problem(e.StatusCode, e.Message);
        }
        catch (Exception e) when (e is FormatException or KeyNotFoundException or ArgumentException)
        {
            return Reply.Problem(e is KeyNotFoundException ? 404 : 400, e.Message);
        }
        catch (DbUpdateConcurrencyException)
        {
            return Reply.Problem(409, EngineTexts.Say("changedMeanwhile"));
        }
    }
}

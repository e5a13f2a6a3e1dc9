using System.Text.Json.Serialization;
using Workflows.Cases;
using Workflows.Cases.Processes;
using Workflows.Cases.Registers.Views;
using Workflows.Host.Pages.Registers;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.Registers;

/// <summary>The views of a register that have a name.</summary>
internal static class RegisterViewEndpoints
{
    public static void Map(RouteGroupBuilder views)
    {
        views
            .MapGet("", ListAsync)
            .WithSummary("The register's views: mine, and those that are shared")
            .ProducesProblem(StatusCodes.Status404NotFound);
        views
            .MapPost("", AddAsync)
            .WithSummary("Name a view")
            .WithDescription(
                "`query` is what stands behind the register's address: filter, `sort` and `columns` (field names with commas). Managers, leaders and process owners may share it."
            )
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        views
            .MapPut("/{id:guid}", ChangeAsync)
            .WithSummary("Rename or change a view")
            .WithDescription("Without `query` what it shows stays as it is.")
            .ProducesProblem(StatusCodes.Status403Forbidden);
        views
            .MapDelete("/{id:guid}", DeleteAsync)
            .WithSummary("Delete a view")
            .ProducesProblem(StatusCodes.Status403Forbidden);
        views.MapPost("/{id:guid}/restore", RestoreAsync).WithSummary("Take the deletion of a view back");
    }

    private static async Task<IReadOnlyList<RegisterViewRow>> ListAsync(
        string process,
        RegisterViewList views,
        ProcessCatalog processes,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        RegisterEndpoints.Require(processes, process);
        return await views.ForAsync(process, current.Require(), stop);
    }

    private static async Task<IResult> AddAsync(
        string process,
        ViewBody body,
        SaveRegisterView save,
        ProcessCatalog processes,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        RegisterEndpoints.Require(processes, process);
        var id = await save.AddAsync(process, body.ToInput(""), current.Actor(Channel.Api), stop);
        return Results.Created($"/api/registers/{process}/views/{id}", new ViewSavedBody(id));
    }

    private static async Task<IResult> ChangeAsync(
        string process,
        Guid id,
        ViewBody body,
        SaveRegisterView save,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        await save.ChangeAsync(process, id, body.ToInput(null), current.Actor(Channel.Api), stop);
        return Results.NoContent();
    }

    private static async Task<IResult> DeleteAsync(
        string process,
        Guid id,
        SaveRegisterView save,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        await save.DeleteAsync(process, id, current.Actor(Channel.Api), stop);
        return Results.NoContent();
    }

    private static async Task<IResult> RestoreAsync(
        string process,
        Guid id,
        SaveRegisterView save,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        await save.RestoreAsync(process, id, current.Actor(Channel.Api), stop);
        return Results.NoContent();
    }
}

/// <summary>A view as it is to be.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record ViewBody(string? Name, string? Query, bool IsShared = false, bool IsDefault = false)
{
    /// <summary>What is not understood in the query is left out, as in the register's address.</summary>
    public RegisterViewInput ToInput(string? without) =>
        new(Name, Query is null ? without : RegisterQuery.Of(Query).ToAddress(), IsShared, IsDefault);
}

internal sealed record ViewSavedBody(Guid Id);

using System.Text.Json.Serialization;
using Workflows.Cases;
using Workflows.Cases.People;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.People;

/// <summary>What administrators do with people besides changing them, and departments.</summary>
internal static class PeopleActs
{
    public static void MapPeopleActs(this RouteGroupBuilder people)
    {
        people
            .MapPost("/{signInName}/deactivate", DeactivateAsync)
            .WithSummary("Deactivate, at once or after a last day (administrators)")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict);
        people
            .MapPost("/{signInName}/reactivate", ReactivateAsync)
            .WithSummary("Reactivate (administrators)")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        people
            .MapPost("/{signInName}/password", ResetAsync)
            .WithSummary("Make a one-time password (administrators)")
            .WithDescription("The old password, cookies and tokens end at once.")
            .ProducesProblem(StatusCodes.Status403Forbidden);
        people
            .MapPost("/import", ImportAsync)
            .Accepts<string>("text/csv", "application/json")
            .WithSummary("Import people from csv or organisation.json (administrators)")
            .WithDescription("`preview=true` only says what it would do. A single bad line refuses the whole file.")
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden);
    }

    public static void MapDepartments(this RouteGroupBuilder api)
    {
        var departments = api.MapGroup("/departments").WithTags("People");
        departments.MapGet("", Departments).WithSummary("All departments with their heads");
        departments
            .MapPut("/{key}", SaveAsync)
            .WithSummary("Add or change a department (administrators)")
            .Produces(StatusCodes.Status204NoContent)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden);
    }

    private static async Task<IResult> DeactivateAsync(
        string signInName,
        DeactivateBody? body,
        DeactivatePerson deactivate,
        PeopleDirectory directory,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        var id = directory.IdOf(signInName);
        await deactivate.RunAsync(id, current.Actor(Channel.Api), stop, body?.LastDay);
        return Results.NoContent();
    }

    private static async Task<IResult> ReactivateAsync(
        string signInName,
        ReactivatePerson reactivate,
        PeopleDirectory directory,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        await reactivate.RunAsync(directory.IdOf(signInName), current.Actor(Channel.Api), stop);
        return Results.NoContent();
    }

    private static async Task<AddedPersonBody> ResetAsync(
        string signInName,
        OneTimePassword passwords,
        PeopleDirectory directory,
        CurrentPerson current
    ) => new(signInName, await passwords.IssueAsync(directory.IdOf(signInName), current.Actor(Channel.Api)));

    private static async Task<ImportBody> ImportAsync(
        HttpRequest request,
        ImportPeople import,
        CurrentPerson current,
        Texts texts,
        CancellationToken stop,
        bool preview = false
    )
    {
        using var content = new MemoryStream();
        await request.Body.CopyToAsync(content, stop);
        var actor = current.Actor(Channel.Api);
        var done = preview
            ? await import.PreviewAsync(content.ToArray(), actor, stop)
            : await import.RunAsync(content.ToArray(), actor, stop);
        return new ImportBody(
            done.Count(ImportChange.New),
            done.Count(ImportChange.Changed),
            done.Count(ImportChange.None),
            [.. done.Bad.SelectMany(l => l.Errors.Select(e => BadLineBody.Of(l, e, texts)))]
        );
    }

    private static IReadOnlyList<DepartmentBody> Departments(PeopleDirectory directory) =>
        [
            .. directory.Current.Departments.Select(d => new DepartmentBody(
                d.Key,
                d.Name,
                d.HeadId is { } head ? directory.Current.Find(head)?.SignInName : null
            )),
        ];

    private static async Task<IResult> SaveAsync(
        string key,
        DepartmentEntryBody body,
        EditDepartments edit,
        PeopleDirectory directory,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        var isNew = directory.Current.Department(key) is null;
        await edit.SaveAsync(key, body.Name, body.Head, isNew, current.Actor(Channel.Api), stop);
        return Results.NoContent();
    }
}

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DeactivateBody(DateOnly? LastDay);

[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record DepartmentEntryBody(LocalText? Name, string? Head);

/// <summary>A department with the sign-in name of its head.</summary>
internal sealed record DepartmentBody(string Key, LocalText Name, string? Head);

/// <summary>What an import does, and which lines are bad.</summary>
internal sealed record ImportBody(int New, int Changed, int Unchanged, IReadOnlyList<BadLineBody> Bad);

internal sealed record BadLineBody(int Line, string SignInName, string Field, string Problem)
{
    public static BadLineBody Of(ImportResult line, FieldError error, Texts texts) =>
        new(line.Number, line.SignInName, error.Path.TrimStart('/'), texts[$"refusals.{error.Code}", error.Arguments]);
}

using System.Text.Json.Serialization;
using Workflows.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Views;
using Workflows.Host.SignIn;

namespace Workflows.Host.Api.People;

/// <summary>The directory: for everybody to read, for administrators to change.</summary>
internal static class PeopleEndpoints
{
    public static void MapPeople(this RouteGroupBuilder api)
    {
        var people = api.MapGroup("/people").WithTags("People");
        people
            .MapGet("", List)
            .WithSummary("Everybody who works here")
            .WithDescription(
                "`text` looks in names and addresses, `department` and `role` are keys, `former=true` includes those who left."
            );
        people.MapGet("/{signInName}", Read).WithSummary("One person").ProducesProblem(StatusCodes.Status404NotFound);
        people
            .MapGet("/who-was", WhoWasAsync)
            .WithSummary("Who held a role, or belonged to a department, on a day")
            .WithDescription("Exactly one of `role` and `department`; `on` is a day such as 2026-11-24.")
            .ProducesProblem(StatusCodes.Status400BadRequest);
        people
            .MapPost("", AddAsync)
            .WithSummary("Add a person (administrators)")
            .WithDescription("Answers with a one-time password, which is never shown again.")
            .Produces<AddedPersonBody>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden);
        people
            .MapPut("/{signInName}", ChangeAsync)
            .WithSummary("Change a person (administrators)")
            .WithDescription(
                "Everything is replaced; what is left out is cleared. The sign-in name cannot change. `revision` is that of the "
                    + "person as they were read; when somebody else has changed them since, the answer is 409."
            )
            .Produces<DirectoryBody>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status403Forbidden)
            .ProducesProblem(StatusCodes.Status409Conflict);
        people.MapPeopleActs();
    }

    private static IReadOnlyList<DirectoryBody> List(
        DirectoryList list,
        Texts texts,
        string? text = null,
        string? department = null,
        string? role = null,
        bool former = false
    ) => [.. list.All(new DirectoryFilter(text, department, role, former)).Select(r => DirectoryBody.Of(r, texts))];

    private static DirectoryBody Read(
        string signInName,
        DirectoryList list,
        CurrentPerson current,
        Access access,
        Texts texts
    )
    {
        var row = list.Find(signInName) ?? throw new RefusedException("people.unknown") { Kind = RefusalKind.NotFound };
        var body = DirectoryBody.Of(row, texts);
        // Whoever may change a person reads all that a change replaces.
        return access.MayAdminister(current.Require())
            ? body with
            {
                Language = row.Person.Language,
                JoinedOn = row.Person.JoinedOn,
            }
            : body;
    }

    private static async Task<IReadOnlyList<WhoWasBody>> WhoWasAsync(
        PeopleWhoWere history,
        PeopleDirectory directory,
        DateOnly on,
        CancellationToken stop,
        string? role = null,
        string? department = null
    )
    {
        if (role is null == department is null)
            throw PeopleNamed.Wrong("/role", "field.required");
        var what = role is null ? FactKind.Department : FactKind.Role;
        var found = await history.FindAsync(what, role ?? department!, on, stop);
        return
        [
            .. found.Select(w => new WhoWasBody(
                directory.Current.Find(w.PersonId)?.SignInName ?? "",
                w.Name,
                w.From,
                w.Until
            )),
        ];
    }

    private static async Task<IResult> AddAsync(
        PersonEntryBody body,
        EditPeople edit,
        OneTimePassword passwords,
        CurrentPerson current,
        CancellationToken stop
    )
    {
        var actor = current.Actor(Channel.Api);
        var entry = body.ToEntry(body.SignInName);
        var id = await edit.AddAsync(entry, actor, stop);
        var name = entry.Tidy().SignInName!;
        var password = await passwords.IssueAsync(id, actor);
        return Results.Created($"/api/people/{name}", new AddedPersonBody(name, password));
    }

    private static async Task<DirectoryBody> ChangeAsync(
        string signInName,
        PersonEntryBody body,
        EditPeople edit,
        PeopleDirectory directory,
        DirectoryList list,
        CurrentPerson current,
        Access access,
        Texts texts,
        CancellationToken stop
    )
    {
        var id = directory.IdOf(signInName);
        var revision = body.Revision ?? throw PeopleNamed.Wrong("/revision", "field.required");
        await edit.ChangeAsync(id, body.ToEntry(signInName), revision, current.Actor(Channel.Api), stop);
        return Read(signInName, list, current, access, texts);
    }

    /// <exception cref="RefusedException">NotFound.</exception>
    internal static Guid IdOf(this PeopleDirectory directory, string signInName) =>
        directory.Current.Find(signInName)?.Id
        ?? throw new RefusedException("people.unknown") { Kind = RefusalKind.NotFound };
}

/// <summary>A person as the directory shows one.</summary>
internal sealed record DirectoryBody(
    string SignInName,
    int Revision,
    string Name,
    string Email,
    string Department,
    string DepartmentKey,
    string? Supervisor,
    IReadOnlyList<string> Roles,
    bool IsActive,
    DateOnly? ValidFrom,
    DateOnly? ValidTo,
    DateOnly? AwayUntil,
    string? Deputy,
    bool IsOnLeave
)
{
    /// <summary>These two only for administrators, of a single person.</summary>
    public string? Language { get; init; }
    public DateOnly? JoinedOn { get; init; }

    public static DirectoryBody Of(DirectoryRow row, Texts texts) =>
        new(
            row.Person.SignInName,
            row.Person.Revision,
            row.Person.Name,
            row.Person.Email,
            row.Department is { } department ? texts.Of(department.Name) : "",
            row.Person.DepartmentKey,
            row.Supervisor?.SignInName,
            [.. row.Person.Roles.Select(r => r.RoleKey).Order(StringComparer.Ordinal)],
            row.Person.IsActive,
            row.Person.ValidFrom,
            row.Person.ValidTo,
            row.Away?.Until,
            row.Away is { DeputyName.Length: > 0 } away ? away.DeputyName : null,
            row.Away?.IsOnLeave == true
        );
}

internal sealed record WhoWasBody(string SignInName, string Name, DateTimeOffset From, DateTimeOffset? Until);

/// <summary>A person to be added or changed.</summary>
/// <param name="Revision">As it was read, for a change; new people have none.</param>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Disallow)]
internal sealed record PersonEntryBody(
    string? SignInName,
    string? Name,
    string? Email,
    string? Language,
    string? Department,
    string? Supervisor,
    IReadOnlyList<string>? Roles,
    DateOnly? ValidFrom,
    DateOnly? ValidTo,
    DateOnly? JoinedOn,
    int? Revision = null
)
{
    public PersonEntry ToEntry(string? signInName) =>
        new(signInName, Name, Email, Language, Department, Supervisor, Roles ?? [], ValidFrom, ValidTo, JoinedOn);
}

/// <summary>Who was added, and the password to hand over.</summary>
internal sealed record AddedPersonBody(string SignInName, string OneTimePassword)
{
    // Never into a log.
    public override string ToString() => $"AddedPersonBody({SignInName})";
}

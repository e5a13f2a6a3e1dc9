using Workflows.Cases.People;

namespace Workflows.Host.Api.People;

/// <summary>Whom one can name: for handing over, copying, asking.</summary>
internal static class PeopleEndpoints
{
    public static void MapPeople(this RouteGroupBuilder api) =>
        api.MapGet("/people", List).WithTags("People").WithSummary("Everybody who works here");

    private static IReadOnlyList<ColleagueBody> List(PeopleDirectory directory, Texts texts)
    {
        var people = directory.Current;
        return
        [
            .. people
                .People.Where(p => p.IsActive)
                .Select(p => new ColleagueBody(
                    p.SignInName,
                    p.Name,
                    people.Department(p.DepartmentKey) is { } department ? texts.Of(department.Name) : ""
                )),
        ];
    }
}

/// <summary>Somebody who can be named.</summary>
internal sealed record ColleagueBody(string SignInName, string Name, string Department);

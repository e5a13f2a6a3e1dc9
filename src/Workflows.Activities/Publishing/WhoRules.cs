using System.Text.Json;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Workflows.Activities.Absences;
using Workflows.Activities.Cases;
using Workflows.Activities.Copies;
using Workflows.Activities.Handover;
using Workflows.Activities.Mail;
using Workflows.Activities.People;
using Workflows.Activities.Registers;
using Workflows.Activities.Tasks;
using Workflows.Cases;
using Workflows.Cases.People;

namespace Workflows.Activities.Publishing;

/// <summary>Everybody named resolves to somebody, and an activity that needs people names some.</summary>
/// <param name="asksForPeople">Whether who is named must be there; without it only the way they are named is looked at.</param>
internal sealed class WhoRules(Organisation people, bool asksForPeople)
{
    public IEnumerable<LocalText> Of(IActivity activity) =>
        activity switch
        {
            Approve a => Named(a.Role, a.Person, a.Relation, a.Signers, a.Limits).Concat(Listed(a.Signers)),
            PersonTaskActivity a => Named(a.Role, a.Person, a.Relation),
            Copy a => Named(a.Role, null, a.Relation, a.People).Concat(Listed(a.People)),
            SendMail a => Named(a.Role, a.Person, a.Relation),
            AssignEach a => Somebody(a.People).Concat(Listed(a.People)),
            Gather a => Somebody(a.Departments).Concat(Departments(a.Departments, asked: true)),
            Register a => Somebody(a.Departments).Concat(Departments(a.Departments, asked: false)),
            EndEmployment a => AtWork(a.Person),
            RecordAbsence a => AtWork(a.Deputy),
            StartCase a => AtWork(a.Applicant),
            DescribePerson a => Known(a.Who),
            ListRemaining a => Known(a.Person),
            HandOver a => Known(a.Person).Concat(Listed(a.Successors)).Concat(AtWork(a.Tasks)),
            _ => [],
        };

    private IEnumerable<LocalText> Named(Input? role, Input? person, Input? relation, params Input?[] others) =>
        Somebody([role, person, relation, .. others])
            .Concat(Role(role))
            .Concat(AtWork(person))
            .Concat(Relation(relation));

    private static IEnumerable<LocalText> Somebody(params Input?[] inputs) =>
        inputs.Any(Written.IsGiven) ? [] : [PublishCheck.Texts.Say("nobodyNamed")];

    private IEnumerable<LocalText> Role(Input? input) => Written.Text(input) is { Length: > 0 } key ? HeldBy(key) : [];

    /// <summary>Nothing when somebody at work holds the role.</summary>
    public IEnumerable<LocalText> HeldBy(string role) =>
        !asksForPeople || people.WithRole(role).Count > 0 ? []
        : people.Role(role) is { } known ? [PublishCheck.Texts.Say("nobodyHolds", Shown(known.Name, role))]
        : [PublishCheck.Texts.Say("nobodyHolds", role)];

    private static IEnumerable<LocalText> Relation(Input? input) =>
        Written.Text(input) is null or "" or "applicant" or "supervisor"
            ? []
            : [PublishCheck.Texts.Say("noRelation", Written.Text(input))];

    private IEnumerable<LocalText> AtWork(Input? input) =>
        Written.Text(input) is { Length: > 0 } name ? AtWork([name]) : [];

    private IEnumerable<LocalText> AtWork(IEnumerable<string> names) =>
        names
            .Where(name => asksForPeople && people.Find(name) is not { IsActive: true })
            .Select(name =>
                people.Find(name) is { } gone
                    ? PublishCheck.Texts.Say("notAtWork", $"{gone.Name} ({name})")
                    : PublishCheck.Texts.Say("nobodyCalled", name)
            );

    // Also who has left already can be described and handed over from.
    private IEnumerable<LocalText> Known(Input? input) =>
        asksForPeople && Written.Text(input) is { Length: > 0 } name && people.Find(name) is null
            ? [PublishCheck.Texts.Say("nobodyCalled", name)]
            : [];

    private IEnumerable<LocalText> Listed(Input? input) =>
        Read(input, SignerNames.Read) switch
        {
            (null, { } fault) => [fault],
            ({ } names, _) => AtWork(names),
            _ => [],
        };

    private IEnumerable<LocalText> Departments(Input? input, bool asked)
    {
        var (read, fault) = Read(input, AskedDepartment.Read);
        if (fault is not null)
            yield return fault;
        foreach (var key in (asksForPeople ? read ?? [] : []).Select(d => d.Department))
            if (people.Department(key) is not { } known)
                yield return PublishCheck.Texts.Say("noDepartment", key);
            else if (asked && people.InDepartment(key).Count == 0)
                yield return PublishCheck.Texts.Say("emptyDepartment", Shown(known.Name, key));
    }

    private static (IReadOnlyList<T>? Read, LocalText? Fault) Read<T>(
        Input? input,
        Func<object?, IReadOnlyList<T>> read
    )
    {
        if (Written.Text(input) is not { } written)
            return (null, null);
        try
        {
            return (read(written), null);
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return (null, PublishCheck.Texts.Say("noList", written));
        }
    }

    private static LocalText Shown(LocalText name, string key) =>
        new($"{name.Hans} ({key})", $"{name.Hant} ({key})", $"{name.English} ({key})");
}

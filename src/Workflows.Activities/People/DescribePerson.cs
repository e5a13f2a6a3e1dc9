using System.Globalization;
using System.Text.Json.Nodes;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Workflows.Activities.Choices;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Processes;

namespace Workflows.Activities.People;

/// <summary>Writes what the directory knows of a person into the case's data: <c>signInName</c>, <c>name</c>,
/// <c>department</c> and <c>supervisor</c> — a sign-in name; who stands in for nobody when there is no supervisor at
/// work.</summary>
[Activity("Workflows", Category = "Personnel")]
public sealed class DescribePerson : CodeActivity
{
    [Input(DefaultSyntax = "JavaScript", Order = 1)]
    public Input<string?> Who { get; set; } = null!;

    [Input(UIHint = InputUIHints.DropDown, UIHandler = typeof(DurationChoices), Order = 3)]
    public Input<string?> NewWithin { get; set; } = null!;

    [Input(UIHint = InputUIHints.SingleLine)]
    public Input<string> Field { get; set; } = null!;

    protected override async ValueTask ExecuteAsync(ActivityExecutionContext context)
    {
        var one = await context.ReloadCaseAsync();
        var people = context.GetRequiredService<PeopleDirectory>().Current;
        var name = context.Get(Who);
        var person =
            (string.IsNullOrEmpty(name) ? people.Find(one.ApplicantId) : people.Find(name))
            ?? throw new RefusedException("field.nobody", name ?? "");
        var fallback = people.WithRole(context.GetRequiredService<Policy>().Role("tasks.fallbackRole"));
        var supervisor = people.SupervisorOf(person) is { IsActive: true } above
            ? above
            : fallback.FirstOrDefault(p => p.Id != person.Id);
        var described = new JsonObject
        {
            ["signInName"] = person.SignInName,
            ["name"] = person.Name,
            ["department"] = person.DepartmentKey,
            ["supervisor"] = supervisor?.SignInName,
            ["joinedOn"] = person.JoinedOn?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
            ["isNew"] = IsNew(context, person, one),
            ["isLastAdministrator"] = await context
                .GetRequiredService<DeactivatePerson>()
                .IsLastAdministratorAsync(person.Id, context.CancellationToken),
        };
        await context
            .GetRequiredService<SetCaseData>()
            .RunAsync(
                one.Id,
                new JsonObject { [context.Get(Field) is { Length: > 0 } field ? field : "person"] = described },
                context.CancellationToken
            );
        await context.ReloadCaseAsync();
    }

    private bool IsNew(ActivityExecutionContext context, Person person, Case one)
    {
        if (person.JoinedOn is not { } joined || context.Get(NewWithin) is not { Length: > 0 } key)
            return false;
        var opened = context.GetRequiredService<CompanyTime>().ToLocal(one.OpenedAt);
        var within = context.GetRequiredService<Policy>().Duration(key);
        return DateOnly.FromDateTime(opened.DateTime).DayNumber - joined.DayNumber < within.TotalDays;
    }
}

using System.Reflection;
using System.Text.RegularExpressions;
using Elsa.Workflows.UIHints.CheckList;
using Elsa.Workflows.UIHints.Dropdown;
using Workflows.Activities.Palette;
using Workflows.Cases;
using Workflows.Cases.People;
using Workflows.Cases.Processes;

namespace Workflows.Activities.Choices;

/// <summary>What a process owner may choose from in Studio; each list starts with an empty line, which stands for "none".</summary>
public abstract class OwnChoices : DropDownOptionsProviderBase
{
    protected abstract IEnumerable<SelectListItem> Items();

    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(
        PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken
    ) => new([new SelectListItem("", ""), .. Items()]);

    /// <summary>A name in the reader's language, and the key by which the definition names it.</summary>
    internal static string Shown(LocalText name, string key) => $"{ActivityTexts.Say(name)} ({key})";
}

/// <summary>All roles.</summary>
public sealed class RoleChoices(PeopleDirectory directory) : OwnChoices
{
    protected override IEnumerable<SelectListItem> Items() =>
        directory.Current.Roles.Select(r => new SelectListItem(Shown(r.Name, r.Key), r.Key));
}

/// <summary>Everybody who works here.</summary>
public sealed class PersonChoices(PeopleDirectory directory) : OwnChoices
{
    protected override IEnumerable<SelectListItem> Items() =>
        directory
            .Current.People.Where(p => p.IsActive)
            .Select(p => new SelectListItem($"{p.Name} ({p.SignInName})", p.SignInName));
}

/// <summary>People named by what they are to the applicant.</summary>
public sealed class RelationChoices : OwnChoices
{
    protected override IEnumerable<SelectListItem> Items() =>
        [
            new(ActivityTexts.Say("choice.applicant"), "applicant"),
            new(ActivityTexts.Say("choice.supervisor"), "supervisor"),
        ];
}

/// <summary>The forms of all packs.</summary>
public sealed class FormChoices(ProcessCatalog processes) : OwnChoices
{
    protected override IEnumerable<SelectListItem> Items() =>
        processes.All.SelectMany(p => p.Forms.Keys).Distinct().Select(key => new SelectListItem(key, key));
}

/// <summary>The durations of the policy.</summary>
public sealed class DurationChoices(Policy policy) : OwnChoices
{
    protected override IEnumerable<SelectListItem> Items() =>
        policy
            .Keys.Order(StringComparer.Ordinal)
            .Select(key => new SelectListItem($"{key} = {policy.LimitOf(key)}", key));
}

/// <summary>All departments.</summary>
public sealed class DepartmentChoices(PeopleDirectory directory) : CheckListOptionsProviderBase
{
    protected override ValueTask<ICollection<CheckListItem>> GetItemsAsync(
        PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken
    ) => new([.. directory.Current.Departments.Select(d => new CheckListItem(OwnChoices.Shown(d.Name, d.Key), d.Key))]);
}

/// <summary>Where a reviewer may return a case to; the flow must have a way for each.</summary>
public sealed partial class ReturnTargetChoices(ProcessCatalog processes) : CheckListOptionsProviderBase
{
    protected override ValueTask<ICollection<CheckListItem>> GetItemsAsync(
        PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken
    ) =>
        new([
            new(ActivityTexts.Say("choice.previous"), "previous"),
            new(ActivityTexts.Say("choice.applicant"), "applicant"),
            .. processes
                .All.SelectMany(Asked)
                .DistinctBy(step => step.Key)
                .Select(step => new CheckListItem(OwnChoices.Shown(step.Value.Title, step.Key), step.Key)),
        ]);

    // A pack also titles what nobody does, such as branches.
    private static IEnumerable<KeyValuePair<string, StepText>> Asked(ProcessPack pack)
    {
        var asked = Step().Matches(pack.FlowJson).Select(m => m.Groups["key"].Value).ToHashSet();
        return pack.Steps.Where(step => step.Value.Form is not null || asked.Contains(step.Key));
    }

    [GeneratedRegex(
        """\x22step\x22\s*:\s*\{[^{}]*\{[^{}]*\x22value\x22\s*:\s*\x22(?<key>[^\x22]+)""",
        RegexOptions.None,
        1000
    )]
    private static partial Regex Step();
}

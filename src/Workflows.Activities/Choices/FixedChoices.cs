using System.Reflection;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.UIHints.CheckList;
using Elsa.Workflows.UIHints.Dropdown;
using Workflows.Activities.Palette;
using Workflows.Cases;

namespace Workflows.Activities.Choices;

/// <summary>The words of <c>[Input(Options = …)]</c>, as they are called in the reader's language: a definition is written
/// with the words themselves.</summary>
public sealed class FixedChoices : DropDownOptionsProviderBase
{
    private static readonly TextFile Texts = new(typeof(FixedChoices).Assembly, "FixedChoices.texts.json");

    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(
        PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken
    ) =>
        new([.. Words(propertyInfo).Select(word => new SelectListItem(OwnChoices.Shown(Texts.Say(word), word), word))]);

    internal static string[] Words(PropertyInfo input) =>
        (string[])input.GetCustomAttribute<InputAttribute>()!.Options!;
}

/// <summary>The outcomes of <c>[Input(Options = …)]</c>, to be ticked.</summary>
public sealed class OutcomeChoices : CheckListOptionsProviderBase
{
    protected override ValueTask<ICollection<CheckListItem>> GetItemsAsync(
        PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken
    ) =>
        new([
            .. FixedChoices
                .Words(propertyInfo)
                .Select(word => new CheckListItem(ActivityTexts.Say(ActivityTexts.NameOfOutcome(word)), word)),
        ]);
}

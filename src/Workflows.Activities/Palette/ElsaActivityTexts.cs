using System.Globalization;
using System.Reflection;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Elsa.Workflows.UIHints;
using Elsa.Workflows.UIHints.Dropdown;
using Workflows.Cases;

namespace Workflows.Activities.Palette;

/// <summary>How Elsa's own activities read for Chinese readers; who reads English sees Elsa's words. A key is the activity
/// (<c>If</c>) or its input or output (<c>If.Condition</c>; <c>any.Result</c> where several have it), with <c>.about</c>
/// behind it for the explanation; and <c>category.</c>, <c>group.</c> (of inputs), <c>port.</c> and <c>choice.</c>.</summary>
public static class ElsaActivityTexts
{
    private const string Elsa = "Elsa.";

    /// <summary>Where Elsa puts flows that are used as activities, unless their owners say otherwise.</summary>
    private const string Unsorted = "Workflows";

    private static readonly TextFile Texts = new(typeof(ElsaActivityTexts).Assembly, "ElsaActivities.texts.json");

    /// <summary>Puts the reader's words into what is shown of an activity; all that is stored or run stays.</summary>
    public static void Show(ActivityDescriptor shown)
    {
        if (!CultureInfo.CurrentUICulture.Name.StartsWith("zh", StringComparison.Ordinal))
            return;
        if (shown.Category == Unsorted)
            shown.Category = Say($"category.{Unsorted}")!;
        var name = shown.TypeName.StartsWith(Elsa, StringComparison.Ordinal) ? shown.TypeName[Elsa.Length..] : null;
        // Workflows that are used as activities bear the names that their owners gave them.
        if (name is null || !Texts.Has(name))
            return;
        shown.DisplayName = ActivityTexts.Say(Texts.Say(name));
        shown.Description = Say($"{name}.about") ?? shown.Description;
        shown.Category = Say($"category.{shown.Category}") ?? shown.Category;
        foreach (var input in shown.Inputs)
            Show(name, input);
        foreach (var output in shown.Outputs)
            Name(name, output);
        ShowPorts(name, shown);
    }

    private static void Show(string activity, InputDescriptor input)
    {
        Name(activity, input);
        input.Category = Say($"group.{input.Category}") ?? input.Category;
        if (input.UISpecifications?.TryGetValue(InputUIHints.DropDown, out var editor) is not true)
            return;
        if (editor is DropDownProps { SelectList: { } choices } dropDown)
            dropDown.SelectList = new SelectList([.. choices.Items.Select(Show)]);
    }

    private static SelectListItem Show(SelectListItem choice) =>
        new(Say($"choice.{choice.Text}") ?? choice.Text, choice.Value);

    /// <summary>What an input is called, of Elsa's activities and of our own.</summary>
    internal static LocalText NameOf(IActivity activity, PropertyInfo input)
    {
        if (input.DeclaringType!.Assembly == typeof(ElsaActivityTexts).Assembly)
            return ActivityTexts.NameOf(input);
        var key = KeyOf(activity.Type.Replace(Elsa, "", StringComparison.Ordinal), input.Name);
        return Texts.Has(key) ? Texts.Say(key) : LocalText.Same(input.Name);
    }

    private static string KeyOf(string activity, string property) =>
        Texts.Has($"{activity}.{property}") ? $"{activity}.{property}" : $"any.{property}";

    private static void Name(string activity, PropertyDescriptor property)
    {
        var key = KeyOf(activity, property.Name);
        property.DisplayName = Say(key) ?? property.DisplayName;
        property.Description = Say($"{key}.about") ?? property.Description;
    }

    private static void ShowPorts(string activity, ActivityDescriptor shown)
    {
        // Studio draws this exit by itself, and then in English.
        if (!shown.IsTerminal && shown.Ports.All(port => port.Type != PortType.Flow))
            shown.Ports.Add(new Port { Name = "Done", Type = PortType.Flow });
        foreach (var port in shown.Ports)
            port.DisplayName = Say($"port.{activity}.{port.Name}") ?? Say($"port.{port.Name}") ?? port.DisplayName;
    }

    private static string? Say(string key) => Texts.Has(key) ? ActivityTexts.Say(Texts.Say(key)) : null;
}

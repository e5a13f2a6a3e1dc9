using System.Globalization;
using System.Reflection;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;
using Workflows.Cases;

namespace Workflows.Activities.Palette;

/// <summary>How our own activities read in Studio, in the language of who looks. A key is the class (<c>Approve</c>), or the
/// class that declares an input and its name (<c>TaskActivity.Form</c>), with <c>.about</c> behind it for the
/// explanation.</summary>
public sealed class ActivityTexts : IActivityDescriptorModifier
{
    private static readonly TextFile Texts = new(typeof(ActivityTexts).Assembly, "Activities.texts.json");

    public void Modify(ActivityDescriptor descriptor)
    {
        if (descriptor.ClrType?.Assembly != typeof(ActivityTexts).Assembly)
            return;
        descriptor.DisplayName = Say(descriptor.ClrType.Name);
        descriptor.Description = Say($"{descriptor.ClrType.Name}.about");
        if (descriptor.ClrType.GetCustomAttribute<ActivityAttribute>()?.Category is { } category)
            descriptor.Category = Say($"category.{category}");
        foreach (var property in descriptor.Inputs.Concat<PropertyDescriptor>(descriptor.Outputs))
            Name(property);
        // Studio draws this exit by itself, and then in English.
        if (descriptor.Ports.Count == 0)
            descriptor.Ports.Add(new Port { Name = "Done", Type = PortType.Flow });
        foreach (var port in descriptor.Ports.Where(p => Texts.Has($"port.{p.Name}")))
            port.DisplayName = Say($"port.{port.Name}");
    }

    private static void Name(PropertyDescriptor property)
    {
        if (property.PropertyInfo is not { } info || !Texts.Has(KeyOf(info)))
            return;
        property.DisplayName = Say(KeyOf(info));
        property.Description = Say($"{KeyOf(info)}.about");
    }

    /// <summary>What an input is called.</summary>
    internal static LocalText NameOf(PropertyInfo input) => Texts.Say(KeyOf(input));

    /// <summary>What an outcome is called, with its own name where that is another.</summary>
    internal static LocalText NameOfOutcome(string outcome)
    {
        if (!Texts.Has($"port.{outcome}"))
            return LocalText.Same(outcome);
        var name = Texts.Say($"port.{outcome}");
        return new LocalText($"{name.Hans} ({outcome})", $"{name.Hant} ({outcome})", outcome);
    }

    /// <summary>A text in the reader's language.</summary>
    internal static string Say(string key) => Say(Texts.Say(key));

    /// <inheritdoc cref="Say(string)"/>
    internal static string Say(LocalText text) => text.In(CultureInfo.CurrentUICulture.Name);

    private static string KeyOf(PropertyInfo property) => $"{property.DeclaringType!.Name}.{property.Name}";
}

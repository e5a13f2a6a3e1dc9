using System.Reflection;

namespace Elsa.Workflows.UIHints.Dropdown;

/// <summary>One line of a drop-down.</summary>
public record SelectListItem(string Text, string Value);

/// <summary>The lines of a drop-down.</summary>
public record SelectList(ICollection<SelectListItem> Items);

/// <summary>What Studio's drop-down editor is given.</summary>
public class DropDownProps
{
    public SelectList? SelectList { get; set; }

    public string? ProviderName { get; set; }
}

/// <summary>Derive from this and name the class in <c>[Input(UIHandler = …)]</c> to fill a drop-down.</summary>
public abstract class DropDownOptionsProviderBase : IPropertyUIHandler
{
    public float Priority { get; }

    /// <summary>Whether Studio asks again whenever another input of the activity changes.</summary>
    protected virtual bool RefreshOnChange => false;

    public virtual async ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(
        PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken = default
    )
    {
        var items = await GetItemsAsync(propertyInfo, context, cancellationToken);
        var properties = new Dictionary<string, object>
        {
            [InputUIHints.DropDown] = new DropDownProps { SelectList = new SelectList(items) },
        };
        foreach (var (key, value) in GetUIPropertyAdditionalOptions())
            properties[key] = value;
        return properties;
    }

    protected abstract ValueTask<ICollection<SelectListItem>> GetItemsAsync(
        PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken
    );

    protected virtual IDictionary<string, object> GetUIPropertyAdditionalOptions() =>
        RefreshOnChange ? new Dictionary<string, object> { ["Refresh"] = true } : new Dictionary<string, object>();
}

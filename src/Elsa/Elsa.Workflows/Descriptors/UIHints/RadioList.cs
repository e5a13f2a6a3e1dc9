using System.Reflection;

namespace Elsa.Workflows.UIHints.RadioList;

/// <summary>One choice of a radio list.</summary>
public record RadioListItem(string Text, string Value);

/// <summary>The choices of a radio list.</summary>
public class RadioList
{
    public IEnumerable<RadioListItem> Items { get; set; } = [];

    public bool IsFlagsEnum { get; set; }
}

/// <summary>What Studio's radio list editor is given.</summary>
public class RadioListProps
{
    public RadioList? RadioList { get; set; }
}

/// <summary>Derive from this and name the class in <c>[Input(UIHandler = …)]</c> to fill a radio list.</summary>
public abstract class RadioListOptionsProviderBase : PropertyUIHandlerBase
{
    /// <summary>Whether Studio asks again whenever another input of the activity changes.</summary>
    protected virtual bool RefreshOnChange => false;

    public override async ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(
        PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken = default
    )
    {
        var items = await GetItemsAsync(propertyInfo, context, cancellationToken);
        var properties = new Dictionary<string, object>
        {
            [InputUIHints.RadioList] = new RadioListProps { RadioList = new RadioList { Items = [.. items] } },
        };
        foreach (var (key, value) in GetUIPropertyAdditionalOptions())
            properties[key] = value;
        return properties;
    }

    protected abstract ValueTask<ICollection<RadioListItem>> GetItemsAsync(
        PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken
    );

    protected virtual IDictionary<string, object> GetUIPropertyAdditionalOptions() =>
        RefreshOnChange ? new Dictionary<string, object> { ["Refresh"] = true } : new Dictionary<string, object>();
}

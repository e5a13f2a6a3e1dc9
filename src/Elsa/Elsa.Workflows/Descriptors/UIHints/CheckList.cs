using System.Reflection;

namespace Elsa.Workflows.UIHints.CheckList;

/// <summary>One box of a check list.</summary>
public record CheckListItem(string Text, string Value);

/// <summary>The boxes of a check list.</summary>
public class CheckList
{
    public IEnumerable<CheckListItem> Items { get; set; } = [];

    public bool IsFlagsEnum { get; set; }
}

/// <summary>What Studio's check list editor is given.</summary>
public class CheckListProps
{
    public CheckList? CheckList { get; set; }
}

/// <summary>Derive from this and name the class in <c>[Input(UIHandler = …)]</c> to fill a check list.</summary>
public abstract class CheckListOptionsProviderBase : PropertyUIHandlerBase
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
            [InputUIHints.CheckList] = new CheckListProps { CheckList = new CheckList { Items = [.. items] } },
        };
        foreach (var (key, value) in GetUIPropertyAdditionalOptions())
            properties[key] = value;
        return properties;
    }

    protected abstract ValueTask<ICollection<CheckListItem>> GetItemsAsync(
        PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken
    );

    protected virtual IDictionary<string, object> GetUIPropertyAdditionalOptions() =>
        RefreshOnChange ? new Dictionary<string, object> { ["Refresh"] = true } : new Dictionary<string, object>();
}

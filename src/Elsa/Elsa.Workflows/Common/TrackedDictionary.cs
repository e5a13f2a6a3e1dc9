using System.Collections;
using System.Diagnostics.CodeAnalysis;

namespace Workflows.Engine;

/// <summary>A dictionary that tells its owner of every change; empty ones, the usual case, allocate no table.</summary>
internal sealed class TrackedDictionary(Action onChange)
    : IDictionary<string, object>,
        IReadOnlyDictionary<string, object>
{
    private static readonly Dictionary<string, object> None = [];
    private Dictionary<string, object>? _items;

    public int Count => Read.Count;

    public bool IsReadOnly => false;

    public ICollection<string> Keys => Read.Keys;

    public ICollection<object> Values => Read.Values;

    IEnumerable<string> IReadOnlyDictionary<string, object>.Keys => Read.Keys;

    IEnumerable<object> IReadOnlyDictionary<string, object>.Values => Read.Values;

    private Dictionary<string, object> Read => _items ?? None;

    public object this[string key]
    {
        get => Read[key];
        set
        {
            (_items ??= [])[key] = value;
            onChange();
        }
    }

    public void Add(string key, object value)
    {
        (_items ??= []).Add(key, value);
        onChange();
    }

    public bool Remove(string key)
    {
        var removed = _items?.Remove(key) ?? false;
        if (removed)
            onChange();
        return removed;
    }

    public void Clear()
    {
        _items?.Clear();
        onChange();
    }

    public bool ContainsKey(string key) => Read.ContainsKey(key);

    public bool TryGetValue(string key, [MaybeNullWhen(false)] out object value) => Read.TryGetValue(key, out value);

    public void Add(KeyValuePair<string, object> item) => Add(item.Key, item.Value);

    public bool Remove(KeyValuePair<string, object> item) => Contains(item) && Remove(item.Key);

    public bool Contains(KeyValuePair<string, object> item) =>
        TryGetValue(item.Key, out var value) && Equals(value, item.Value);

    public void CopyTo(KeyValuePair<string, object>[] array, int arrayIndex) =>
        ((ICollection<KeyValuePair<string, object>>)Read).CopyTo(array, arrayIndex);

    public IEnumerator<KeyValuePair<string, object>> GetEnumerator() => Read.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}

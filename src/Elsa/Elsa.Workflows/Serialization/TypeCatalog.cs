namespace Workflows.Engine;

/// <summary>Further types that definitions and states may name. An option: <c>services.Configure&lt;TypeCatalog&gt;(…)</c>.</summary>
public sealed class TypeCatalog
{
    private readonly List<(string Alias, Type Type)> _types = [];

    public IReadOnlyCollection<(string Alias, Type Type)> Types => _types;

    public TypeCatalog Add<T>(string alias)
    {
        _types.Add((alias, typeof(T)));
        return this;
    }
}

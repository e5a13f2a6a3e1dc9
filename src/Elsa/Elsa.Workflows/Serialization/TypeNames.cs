using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using Elsa.Expressions.Contracts;
using Microsoft.Extensions.Options;

namespace Workflows.Engine.Serialization;

/// <summary>
/// The names by which definitions, states and the API call CLR types: a short alias where there is one, otherwise
/// <c>Namespace.Type, Assembly</c> with the assembly that Elsa's own packages have. Only types named here are ever
/// created from JSON.
/// </summary>
internal sealed class TypeNames : IWellKnownTypeRegistry
{
    private readonly ConcurrentDictionary<string, Type> _types = new(StringComparer.OrdinalIgnoreCase);
    private readonly ConcurrentDictionary<Type, string> _aliases = new();

    public TypeNames(IOptions<TypeCatalog> more)
    {
        foreach (var (alias, type) in TypeAliases.All.Concat(more.Value.Types))
            RegisterType(type, alias);
        foreach (var type in TypeAliases.WithoutAlias)
            _types[ElsaAssemblies.NameOf(type)] = _types[type.Name] = type;
        // Studio's variable editor says Long, everything else Int64.
        _types["Long"] = typeof(long);
        _types["Long?"] = typeof(long?);
    }

    public void RegisterType(Type type, string alias)
    {
        _types[alias] = type;
        _aliases[type] = alias;
        _types.TryAdd(ElsaAssemblies.NameOf(type), type);
        if (!type.IsValueType || Nullable.GetUnderlyingType(type) is not null)
            return;
        var nullable = typeof(Nullable<>).MakeGenericType(type);
        _types[$"{alias}?"] = nullable;
        _aliases[nullable] = $"{alias}?";
    }

    public IEnumerable<Type> ListTypes() => _types.Values.Distinct();

    public bool TryGetAlias(Type type, [MaybeNullWhen(false)] out string alias)
    {
        if (_aliases.TryGetValue(type, out alias))
            return true;
        if (type.IsArray && TryGetAlias(type.GetElementType()!, out var element))
            alias = $"{element}[]";
        else if (
            TypeAliases.CollectionName(type) is { } collection
            && TryGetAlias(type.GenericTypeArguments[0], out var item)
        )
            alias = $"{collection}<{item}>";
        return alias is not null;
    }

    public bool TryGetType(string alias, [MaybeNullWhen(false)] out Type type)
    {
        if (_types.TryGetValue(alias, out type))
            return true;
        if (alias.EndsWith("[]", StringComparison.Ordinal) && TryGetType(alias[..^2], out var element))
            type = element.MakeArrayType();
        else if (TypeAliases.OpenCollection(alias, out var inner) is { } open && TryGetType(inner, out var item))
            type = open.MakeGenericType(item);
        return type is not null;
    }

    /// <summary>The name to write where a reader must find the type again.</summary>
    public string NameOf(Type type) => TryGetAlias(type, out var alias) ? alias : ElsaAssemblies.NameOf(type);
}

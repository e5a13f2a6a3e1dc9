namespace Workflows.Engine.Serialization;

/// <summary>
/// Elsa's types stand in one assembly here and in many in its packages. What is written names the package's assembly,
/// so that definitions and Studio need not know the difference.
/// </summary>
internal static class ElsaAssemblies
{
    // The longest matching prefix decides.
    private static readonly (string Prefix, string Assembly)[] ByNamespace =
    [
        ("Elsa.Workflows.Management", "Elsa.Workflows.Management"),
        ("Elsa.Workflows.Runtime", "Elsa.Workflows.Runtime"),
        ("Elsa.Workflows", "Elsa.Workflows.Core"),
        ("Elsa.Scheduling", "Elsa.Scheduling"),
        ("Elsa.Expressions.JavaScript", "Elsa.Expressions.JavaScript"),
        ("Elsa.Expressions.Liquid", "Elsa.Expressions.Liquid"),
        ("Elsa.Expressions", "Elsa.Expressions"),
        ("Elsa.Http", "Elsa.Http"),
        ("Elsa.Common", "Elsa.Common"),
    ];

    /// <summary>The name without version and key, as <c>Type.GetType</c> reads it.</summary>
    public static string NameOf(Type type) => $"{FullName(type)}, {AssemblyOf(type)}";

    private static string FullName(Type type)
    {
        if (!type.IsGenericType || type.IsGenericTypeDefinition)
            return type.FullName ?? type.Name;
        var arguments = string.Join(',', type.GenericTypeArguments.Select(a => $"[{NameOf(a)}]"));
        return $"{type.GetGenericTypeDefinition().FullName}[{arguments}]";
    }

    private static string AssemblyOf(Type type)
    {
        if (type.Assembly != typeof(ElsaAssemblies).Assembly && type.Assembly.GetName().Name != "Elsa.Server")
            return type.Assembly.GetName().Name ?? "";
        foreach (var (prefix, assembly) in ByNamespace)
        {
            if (
                type.Namespace is { } space
                && (space == prefix || space.StartsWith(prefix + ".", StringComparison.Ordinal))
            )
                return assembly;
        }
        return type.Assembly.GetName().Name ?? "";
    }
}

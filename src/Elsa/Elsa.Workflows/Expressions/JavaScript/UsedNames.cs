using Acornima.Ast;
using Jint;

namespace Workflows.Engine.Expressions;

/// <summary>The global names that a script can reach, so that only those need be made.</summary>
internal readonly struct UsedNames
{
    private static readonly string[] Dynamic = ["eval", "Function", "globalThis", "this"];

    private readonly ReferencedGlobals? _names;

    private UsedNames(ReferencedGlobals? names) => _names = names;

    public static UsedNames Of(Prepared<Script> script)
    {
        var names = script.ReferencedGlobals;
        var isOpen = names is null || names.HasDirectEvalCall || Dynamic.Any(names.Contains);
        return new UsedNames(isOpen ? null : names);
    }

    public bool Contains(string name) => _names is null || _names.Contains(name);

    /// <summary>Whether any name looks like <c>getResultFromApprove1</c>.</summary>
    public bool ContainsOutputGetter() =>
        _names is null
        || _names.Any(n =>
            n.StartsWith("get", StringComparison.Ordinal) && n.Contains("From", StringComparison.Ordinal)
        );
}

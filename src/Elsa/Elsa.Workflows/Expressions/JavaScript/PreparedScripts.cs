using System.Collections.Concurrent;
using Acornima;
using Acornima.Ast;
using Jint;

namespace Workflows.Engine.Expressions;

/// <summary>Scripts parsed once. A definition's scripts are few and live as long as its version does.</summary>
internal sealed class PreparedScripts
{
    private const int Most = 10_000;

    private static readonly ScriptPreparationOptions Options = new()
    {
        ParsingOptions = new ScriptParsingOptions
        {
            AllowReturnOutsideFunction = true,
            RegexTimeout = TimeSpan.FromSeconds(1),
        },
        CollectReferencedGlobals = true,
    };

    private readonly ConcurrentDictionary<string, Prepared<Script>> _scripts = new(StringComparer.Ordinal);

    public Prepared<Script> Get(string script)
    {
        if (_scripts.TryGetValue(script, out var prepared))
            return prepared;
        prepared = Parse(script);
        // Scripts generated one after the other must not fill the memory; parsing again is cheap.
        if (_scripts.Count >= Most)
            _scripts.Clear();
        _scripts[script] = prepared;
        return prepared;
    }

    public static Prepared<Script> Parse(string script)
    {
        try
        {
            return Jint.Engine.PrepareScript(script, options: Options);
        }
        catch (ScriptPreparationException e) when (e.InnerException is ParseErrorException error)
        {
            throw new ScriptException("JavaScript", error.Description, error.LineNumber, error.Column + 1, e);
        }
        catch (ScriptPreparationException e)
        {
            throw new ScriptException("JavaScript", e.InnerException?.Message ?? e.Message, cause: e);
        }
    }
}

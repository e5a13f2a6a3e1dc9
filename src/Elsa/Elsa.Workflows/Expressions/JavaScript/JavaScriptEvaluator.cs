using System.Text.Json;
using Elsa.Expressions.Helpers;
using Elsa.Expressions.JavaScript.Contracts;
using Elsa.Expressions.JavaScript.Options;
using Elsa.Expressions.Models;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Microsoft.Extensions.Options;

namespace Workflows.Engine.Expressions;

/// <inheritdoc />
internal sealed class JavaScriptEvaluator(
    PreparedScripts scripts,
    IOptions<ScriptLimits> limits,
    IOptions<JintOptions> options
) : IJavaScriptEvaluator
{
    // Nothing here works in the background: a promise that is not settled by now never will be.
    private static readonly TimeSpan PromiseTimeout = TimeSpan.FromSeconds(1);

    public Task<object?> EvaluateAsync(
        string expression,
        Type returnType,
        ExpressionExecutionContext context,
        ExpressionEvaluatorOptions? options = null,
        Action<Jint.Engine>? configureEngine = null,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(Evaluate(expression, returnType, context, options, configureEngine, cancellationToken));

    private object? Evaluate(
        string script,
        Type returnType,
        ExpressionExecutionContext context,
        ExpressionEvaluatorOptions? arguments,
        Action<Jint.Engine>? configure,
        CancellationToken stop
    )
    {
        var prepared = scripts.Get(script);
        using var spent = ScriptBudget.Spend(context, "JavaScript");
        using var engine = JavaScriptSandbox.Create(limits.Value, stop);
        var used = UsedNames.Of(prepared);
        var variables = new ScriptVariables(engine, context);
        new ScriptFunctions(engine, context, variables).Install(used);
        variables.Install(used);
        ScriptTypes.Install(engine, used);
        InstallArguments(engine, used, arguments?.Arguments);
        configure?.Invoke(engine);
        foreach (var configurator in options.Value.EngineConfigurators)
            configurator(engine, context);

        var result = JavaScriptSandbox.Run(
            () =>
            {
                var value = engine.Evaluate(in prepared).UnwrapIfPromise(PromiseTimeout);
                variables.WriteBack();
                return ScriptValues.FromScript(value);
            },
            limits.Value,
            stop
        );
        return result.ConvertTo(returnType, Strictness.For(context));
    }

    /// <summary>What the caller gives, as <c>getName()</c> and as <c>args.name</c>.</summary>
    private static void InstallArguments(Jint.Engine engine, UsedNames used, IDictionary<string, object>? arguments)
    {
        foreach (var (name, value) in arguments ?? new Dictionary<string, object>())
            engine.SetValue($"get{name}", () => value);
        if (!used.Contains("args"))
            return;
        var args = new JsObject(engine);
        foreach (var (name, value) in arguments ?? new Dictionary<string, object>())
            args.Set(JsonNamingPolicy.CamelCase.ConvertName(name), ScriptValues.ToScript(engine, value));
        engine.SetValue("args", args);
    }
}

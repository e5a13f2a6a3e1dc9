using System.Text.Json;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Jint;
using Jint.Native;
using Jint.Native.Object;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace Workflows.Engine.Expressions;

/// <summary>
/// The flow's variables as a script reaches them: <c>variables.Total</c>, <c>getTotal()</c>, <c>setTotal(…)</c>. All
/// three see one value; what the script changed, also inside an object, is carried back at the end.
/// </summary>
internal sealed class ScriptVariables(Jint.Engine engine, ExpressionExecutionContext context)
{
    private readonly Dictionary<string, Held> _held = new(StringComparer.Ordinal);
    private JsObject? _container;

    public void Install(UsedNames used)
    {
        var names = context.GetVariableNamesInScope().Where(ScriptNames.IsUsable).Distinct().ToList();
        if (used.Contains("variables"))
            InstallContainer(names);
        foreach (var name in names)
            InstallAccessors(name, ScriptNames.Pascal(name), used);
    }

    private void InstallContainer(List<string> names)
    {
        _container = new JsObject(engine);
        foreach (var name in names)
        {
            var get = new ClrFunction(engine, name, (_, _) => Get(name));
            var set = new ClrFunction(engine, name, (_, arguments) => Set(name, arguments[0]));
            _container.FastSetProperty(name, new GetSetPropertyDescriptor(get, set, true, true));
        }
        engine.SetValue("variables", _container);
    }

    private void InstallAccessors(string name, string pascal, UsedNames used)
    {
        if (used.Contains($"get{pascal}"))
            SetGlobal($"get{pascal}", _ => Get(name));
        if (used.Contains($"set{pascal}"))
            SetGlobal($"set{pascal}", arguments => Set(name, arguments.Length > 0 ? arguments[0] : JsValue.Undefined));
    }

    private void SetGlobal(string name, Func<JsValue[], JsValue> function)
    {
        var clr = new ClrFunction(engine, name, (_, arguments) => function(arguments));
        engine.Global.FastSetProperty(name, new PropertyDescriptor(clr, true, false, true));
    }

    public JsValue Get(string name)
    {
        if (_held.TryGetValue(name, out var held))
            return held.Value;
        var value = context.GetVariableInScope(name);
        var script = ScriptValues.ToScript(engine, value);
        if (ScriptValues.IsCopied(value))
            _held[name] = new Held(script, Fingerprint(script));
        return script;
    }

    public JsValue Set(string name, JsValue value)
    {
        context.SetVariableInScope(name, ScriptValues.FromScript(value));
        if (value.IsObject())
            _held[name] = new Held(value, Fingerprint(value));
        else
            _held.Remove(name);
        return JsValue.Undefined;
    }

    /// <summary>Carries back objects that were changed in place and variables that the script added.</summary>
    public void WriteBack()
    {
        foreach (var (name, held) in _held)
        {
            if (!string.Equals(held.Fingerprint, Fingerprint(held.Value), StringComparison.Ordinal))
                context.SetVariableInScope(name, ScriptValues.FromScript(held.Value));
        }
        if (_container is null)
            return;
        foreach (var (key, property) in _container.GetOwnProperties())
        {
            if (!property.IsAccessorDescriptor())
                context.SetVariable(key.AsString(), ScriptValues.FromScript(property.Value));
        }
    }

    private static string Fingerprint(JsValue value) =>
        value is ObjectInstance ? JsonSerializer.Serialize(ScriptValues.FromScript(value), ConversionJson.Options) : "";

    private readonly record struct Held(JsValue Value, string Fingerprint);
}

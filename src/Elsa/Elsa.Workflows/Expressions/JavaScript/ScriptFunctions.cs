using System.Text;
using System.Text.Json;
using Elsa.Expressions.Helpers;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Descriptors;
using Jint.Runtime.Interop;

namespace Workflows.Engine.Expressions;

/// <summary>The global functions that a flow's script finds, beside the getters and setters of its variables.</summary>
internal sealed class ScriptFunctions(Jint.Engine engine, ExpressionExecutionContext context, ScriptVariables variables)
{
    private UsedNames _used;

    public void Install(UsedNames used)
    {
        _used = used;
        InstallWorkflow();
        InstallData();
        InstallTexts();
        InstallBytes();
        InstallInputGetters();
        if (used.ContainsOutputGetter())
            InstallOutputGetters();
    }

    private void InstallWorkflow()
    {
        Add("getWorkflowDefinitionId", _ => Workflow.Workflow.Identity.DefinitionId);
        Add("getWorkflowDefinitionVersionId", _ => Workflow.Workflow.Identity.Id);
        Add("getWorkflowDefinitionVersion", _ => Workflow.Workflow.Identity.Version);
        Add("getWorkflowInstanceId", _ => Workflow.Id);
        Add("getCorrelationId", _ => Workflow.CorrelationId);
        Do("setCorrelationId", a => Workflow.CorrelationId = Text(a, 0));
        Add("getWorkflowInstanceName", _ => Workflow.Name);
        Do("setWorkflowInstanceName", a => Workflow.Name = Text(a, 0));
    }

    private void InstallData()
    {
        AddRaw("getVariable", a => variables.Get(Text(a, 0) ?? ""));
        Do("setVariable", a => variables.Set(Text(a, 0) ?? "", Value(a, 1)));
        Add("getInput", a => context.GetInput(Text(a, 0) ?? ""));
        Add("getOutputFrom", a => context.GetOutput(Text(a, 0) ?? "", Text(a, 1)));
        Add("getLastResult", _ => context.GetLastResult());
        Add("toJson", a => JsonSerializer.Serialize(ScriptValues.FromScript(Value(a, 0)), ConversionJson.Options));
    }

    private void InstallTexts()
    {
        Add("isNullOrWhiteSpace", a => string.IsNullOrWhiteSpace(Text(a, 0)));
        Add("isNullOrEmpty", a => string.IsNullOrEmpty(Text(a, 0)));
        Add("parseGuid", a => Guid.Parse(Text(a, 0) ?? ""));
        foreach (var name in new[] { "newGuid", "getGuid" })
            Add(name, _ => Guid.NewGuid());
        foreach (var name in new[] { "newGuidString", "getGuidString" })
            Add(name, _ => Guid.NewGuid().ToString());
        foreach (var name in new[] { "newShortGuid", "getShortGuid" })
            Add(name, _ => ShortGuid());
    }

    private static string ShortGuid() =>
        new([.. Convert.ToBase64String(Guid.NewGuid().ToByteArray()).Where(char.IsLetterOrDigit)]);

    private void InstallBytes()
    {
        Add("bytesToString", a => Encoding.UTF8.GetString(Bytes(a)));
        Add("bytesFromString", a => Encoding.UTF8.GetBytes(Text(a, 0) ?? ""));
        Add("bytesToBase64", a => Convert.ToBase64String(Bytes(a)));
        Add("bytesFromBase64", a => Convert.FromBase64String(Text(a, 0) ?? ""));
        Add("stringToBase64", a => Convert.ToBase64String(Encoding.UTF8.GetBytes(Text(a, 0) ?? "")));
        Add("stringFromBase64", a => Encoding.UTF8.GetString(Convert.FromBase64String(Text(a, 0) ?? "")));
        Add("streamToBytes", a => Read(Value(a, 0).ToObject() as Stream));
        Add("streamToBase64", a => Convert.ToBase64String(Read(Value(a, 0).ToObject() as Stream)));
    }

    private void InstallInputGetters()
    {
        if (!context.TryGetWorkflowExecutionContext(out var workflow))
            return;
        foreach (var input in workflow.Workflow.Inputs)
            Add($"get{input.Name}", _ => context.GetInput(input.Name));
    }

    private void InstallOutputGetters()
    {
        foreach (var (activity, output) in ActivityOutputNames.In(context))
            Add(
                $"get{output}From{ScriptNames.Pascal(activity.Name ?? activity.Id)}",
                _ => context.GetOutput(activity.Id, output)
            );
    }

    private Elsa.Workflows.WorkflowExecutionContext Workflow => context.GetWorkflowExecutionContext();

    private void Do(string name, Action<JsValue[]> act) =>
        AddRaw(
            name,
            arguments =>
            {
                act(arguments);
                return JsValue.Undefined;
            }
        );

    private void Add(string name, Func<JsValue[], object?> function) =>
        AddRaw(name, arguments => ScriptValues.ToScript(engine, function(arguments)));

    private void AddRaw(string name, Func<JsValue[], JsValue> function)
    {
        if (!_used.Contains(name))
            return;
        var clr = new ClrFunction(engine, name, (_, arguments) => Guarded(name, function, arguments));
        engine.Global.FastSetProperty(
            name,
            new PropertyDescriptor(clr, writable: true, enumerable: false, configurable: true)
        );
    }

    private JsValue Guarded(string name, Func<JsValue[], JsValue> function, JsValue[] arguments)
    {
        try
        {
            return function(arguments);
        }
        catch (Exception e)
            when (e is FormatException or ArgumentException or Elsa.Expressions.Exceptions.TypeConversionException)
        {
            throw new JavaScriptException(engine.Intrinsics.TypeError, $"{name}: {e.Message}", e);
        }
    }

    private static JsValue Value(JsValue[] arguments, int index) =>
        index < arguments.Length ? arguments[index] : JsValue.Undefined;

    private static string? Text(JsValue[] arguments, int index)
    {
        var value = Value(arguments, index);
        return value.IsNull() || value.IsUndefined() ? null : TypeConverter.ToString(value);
    }

    private static byte[] Bytes(JsValue[] arguments) => Value(arguments, 0).ToObject().ConvertTo<byte[]>() ?? [];

    private static byte[] Read(Stream? stream)
    {
        using var copy = new MemoryStream();
        stream?.CopyTo(copy);
        return copy.ToArray();
    }
}

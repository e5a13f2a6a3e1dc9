using System.Collections;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Expressions.Models;
using Elsa.Workflows;

namespace Workflows.Engine;

/// <summary>
/// About how much one burst holds: what its activities were given, for the record, and what the variables contain. A
/// flow that only ever grows is stopped before it fills the host's memory or a row that nobody can read any more.
/// </summary>
internal sealed class BurstWeight(long most)
{
    // Variables are weighed now and then: a burst of few activities weighs them once, at its end.
    private const int Every = 32;
    private const int MostParts = 200_000;

    private long _recorded;
    private int _executed;

    /// <returns>Whether it is too much after this activity.</returns>
    public bool IsTooMuchAfter(ActivityExecutionContext executed)
    {
        var parts = 0;
        foreach (var value in executed.ActivityState.Values)
            _recorded += Of(value, ref parts);
        return _recorded > most || (++_executed % Every == 0 && IsTooMuch(executed.WorkflowExecutionContext));
    }

    public bool IsTooMuch(WorkflowExecutionContext run)
    {
        var parts = 0;
        var sum = _recorded;
        foreach (var block in Blocks(run))
            sum += Of(block.Value, ref parts);
        foreach (var value in run.Output.Values)
            sum += Of(value, ref parts);
        return sum > most;
    }

    /// <summary>Lets go of what is heavy: what is kept of the instance says what happened, and can be read.</summary>
    public void Lighten(WorkflowExecutionContext run)
    {
        foreach (var block in Blocks(run).Where(block => IsHeavy(block.Value)))
            block.Value = null;
        foreach (var name in run.Output.Where(output => IsHeavy(output.Value)).Select(output => output.Key).ToList())
            run.Output.Remove(name);
        foreach (var context in run.ActivityExecutionContexts)
        {
            foreach (var name in context.ActivityState.Where(s => IsHeavy(s.Value)).Select(s => s.Key).ToList())
                context.ActivityState.Remove(name);
        }
    }

    private bool IsHeavy(object? value)
    {
        var parts = 0;
        return Of(value, ref parts) > most / 100;
    }

    private static IEnumerable<MemoryBlock> Blocks(WorkflowExecutionContext run) =>
        run
            .ActivityExecutionContexts.Select(context => context.ExpressionExecutionContext.Memory)
            .Distinct()
            .SelectMany(memory => memory.Blocks.Values);

    // Characters and parts, not bytes: what counts is whether it grows.
    private static long Of(object? value, ref int parts)
    {
        if (value is null || ++parts > MostParts)
            return 0;
        return value switch
        {
            string text => text.Length,
            byte[] bytes => bytes.LongLength,
            JsonElement { ValueKind: JsonValueKind.String or JsonValueKind.Object or JsonValueKind.Array } json =>
                JsonMarshal.GetRawUtf8Value(json).Length,
            JsonNode or JsonElement => 1,
            IDictionary map => Of(map.Values, ref parts),
            IDictionary<string, object> map => Sum(map.Values, ref parts),
            IEnumerable list => Sum(list, ref parts),
            _ => 1,
        };
    }

    private static long Sum(IEnumerable list, ref int parts)
    {
        long sum = 1;
        foreach (var item in list)
        {
            sum += Of(item, ref parts);
            if (parts > MostParts)
                break;
        }
        return sum;
    }
}

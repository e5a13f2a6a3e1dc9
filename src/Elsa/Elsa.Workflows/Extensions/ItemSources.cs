using System.Collections;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Workflows.Models;
using Workflows.Engine;

namespace Elsa.Workflows;

/// <summary>Reading a collection of any shape item by item.</summary>
public static class ItemSourceActivityExecutionContextExtensions
{
    public static async IAsyncEnumerable<T> GetItemSource<T>(this ActivityExecutionContext context, Input<object> input)
    {
        switch (context.Get(input))
        {
            case IAsyncEnumerable<T> stream:
                await foreach (var item in stream)
                    yield return item;
                break;
            case JsonElement { ValueKind: JsonValueKind.Array } array:
                foreach (var element in array.EnumerateArray())
                    yield return Values.To<T>(element)!;
                break;
            // The members of an object are no items.
            case string or IDictionary<string, object?> or JsonObject:
                break;
            case IEnumerable items:
                foreach (var item in items)
                    yield return Values.To<T>(item)!;
                break;
        }
    }
}

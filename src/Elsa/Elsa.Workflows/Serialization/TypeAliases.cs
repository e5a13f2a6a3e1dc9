using System.Collections.ObjectModel;
using System.Dynamic;
using System.Text.Json;
using System.Text.Json.Nodes;
using Elsa.Scheduling.Bookmarks;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Models;
using Elsa.Workflows.Models;
using Elsa.Workflows.Runtime;
using Elsa.Workflows.Runtime.Stimuli;

namespace Workflows.Engine.Serialization;

/// <summary>The aliases that Elsa's JSON uses.</summary>
internal static class TypeAliases
{
    private static readonly Dictionary<string, Type> Collections = new(StringComparer.Ordinal)
    {
        ["List"] = typeof(List<>),
        ["HashSet"] = typeof(HashSet<>),
        ["Collection"] = typeof(Collection<>),
        ["ICollection"] = typeof(ICollection<>),
        ["IList"] = typeof(IList<>),
        ["IEnumerable"] = typeof(IEnumerable<>),
    };

    public static IEnumerable<(string Alias, Type Type)> All { get; } =
    [
        ("Object", typeof(object)),
        ("String", typeof(string)),
        ("Boolean", typeof(bool)),
        ("Int16", typeof(short)),
        ("Int32", typeof(int)),
        ("Int64", typeof(long)),
        ("Single", typeof(float)),
        ("Double", typeof(double)),
        ("Decimal", typeof(decimal)),
        ("Guid", typeof(Guid)),
        ("DateTime", typeof(DateTime)),
        ("DateTimeOffset", typeof(DateTimeOffset)),
        ("DateOnly", typeof(DateOnly)),
        ("TimeOnly", typeof(TimeOnly)),
        ("TimeSpan", typeof(TimeSpan)),
        ("ByteArray", typeof(byte[])),
        ("Stream", typeof(Stream)),
        ("JSON", typeof(ExpandoObject)),
        ("JsonElement", typeof(JsonElement)),
        ("JsonNode", typeof(JsonNode)),
        ("JsonObject", typeof(JsonObject)),
        ("JsonArray", typeof(JsonArray)),
        ("StringDictionary", typeof(IDictionary<string, string>)),
        ("ObjectDictionary", typeof(IDictionary<string, object>)),
        ("StringMap", typeof(Dictionary<string, string>)),
        ("ObjectMap", typeof(Dictionary<string, object>)),
        ("WorkflowInstanceStorageDriver", typeof(WorkflowInstanceStorageDriver)),
        ("MemoryStorageDriver", typeof(MemoryStorageDriver)),
        ("FlowJoinMode", typeof(FlowJoinMode)),
        ("FlowScope", typeof(FlowScope)),
        ("DelayPayload", typeof(DelayPayload)),
        ("StartAtPayload", typeof(StartAtPayload)),
        ("TimerBookmarkPayload", typeof(TimerBookmarkPayload)),
        ("TimerTriggerPayload", typeof(TimerTriggerPayload)),
        ("CronBookmarkPayload", typeof(CronBookmarkPayload)),
        ("CronTriggerPayload", typeof(CronTriggerPayload)),
        ("EventStimulus", typeof(EventStimulus)),
        ("DispatchWorkflowStimulus", typeof(DispatchWorkflowStimulus)),
        ("ExecuteWorkflowStimulus", typeof(ExecuteWorkflowStimulus)),
        ("BulkDispatchWorkflowsStimulus", typeof(BulkDispatchWorkflowsStimulus)),
        ("RunTaskStimulus", typeof(RunTaskStimulus)),
        ("ExecuteWorkflowResult", typeof(ExecuteWorkflowResult)),
        ("Exception", typeof(Exception)),
        ("ArgumentException", typeof(ArgumentException)),
        ("ArgumentNullException", typeof(ArgumentNullException)),
        ("InvalidOperationException", typeof(InvalidOperationException)),
        ("NullReferenceException", typeof(NullReferenceException)),
        ("OperationCanceledException", typeof(OperationCanceledException)),
        ("TaskCanceledException", typeof(TaskCanceledException)),
        ("TimeoutException", typeof(TimeoutException)),
        ("NotSupportedException", typeof(NotSupportedException)),
        // What goes wrong in a script is called as it is there.
        ("JavaScriptException", typeof(ScriptException)),
        ("FaultException", typeof(Elsa.Workflows.Exceptions.FaultException)),
        ("FaultStrategy", typeof(Elsa.Workflows.IncidentStrategies.FaultStrategy)),
        ("ContinueWithIncidentsStrategy", typeof(Elsa.Workflows.IncidentStrategies.ContinueWithIncidentsStrategy)),
    ];

    /// <summary>Written by their whole names; read by their short ones too.</summary>
    public static readonly Type[] WithoutAlias =
    [
        typeof(Elsa.Workflows.Services.WorkflowStorageDriver),
        typeof(Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy),
        typeof(Elsa.Workflows.Runtime.ActivationValidators.SingletonStrategy),
        typeof(Elsa.Workflows.Runtime.ActivationValidators.CorrelationStrategy),
        typeof(Elsa.Workflows.Runtime.ActivationValidators.CorrelatedSingletonStrategy),
    ];

    /// <summary>"List" for a list and for the interfaces that a list satisfies, or null.</summary>
    public static string? CollectionName(Type type)
    {
        if (!type.IsGenericType || type.GenericTypeArguments.Length != 1)
            return null;
        var open = type.GetGenericTypeDefinition();
        if (open == typeof(HashSet<>) || open == typeof(ISet<>))
            return "HashSet";
        if (open == typeof(Collection<>))
            return "Collection";
        return type.IsAssignableFrom(typeof(List<>).MakeGenericType(type.GenericTypeArguments)) ? "List" : null;
    }

    public static Type? OpenCollection(string alias, out string inner)
    {
        inner = "";
        var bracket = alias.IndexOf('<', StringComparison.Ordinal);
        if (bracket <= 0 || !alias.EndsWith('>'))
            return null;
        inner = alias[(bracket + 1)..^1];
        return Collections.GetValueOrDefault(alias[..bracket]);
    }
}

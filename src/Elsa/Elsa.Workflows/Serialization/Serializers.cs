using System.Text.Json;
using System.Text.Json.Serialization;
using Elsa.Workflows;
using Elsa.Workflows.State;

namespace Workflows.Engine.Serialization;

/// <inheritdoc />
internal sealed class ActivitySerializer(EngineJson json) : IActivitySerializer
{
    public string Serialize(IActivity activity) => JsonSerializer.Serialize(activity, json.Definitions);

    public string Serialize(object value) => JsonSerializer.Serialize(value, value.GetType(), json.Definitions);

    public IActivity Deserialize(string serializedActivity) => Deserialize<IActivity>(serializedActivity);

    public object Deserialize(string serializedValue, Type type) =>
        JsonSerializer.Deserialize(serializedValue, type, json.Definitions) ?? throw Empty();

    public T Deserialize<T>(string serializedValue) =>
        JsonSerializer.Deserialize<T>(serializedValue, json.Definitions) ?? throw Empty();

    private static JsonException Empty() => new("The JSON is empty.");
}

/// <inheritdoc />
internal sealed class ApiSerializer(EngineJson json) : IApiSerializer
{
    public string Serialize(object model) => JsonSerializer.Serialize(model, model.GetType(), json.Api);

    public object Deserialize(string serializedModel) => Deserialize<object>(serializedModel);

    public T Deserialize<T>(string serializedModel) => JsonSerializer.Deserialize<T>(serializedModel, json.Api)!;

    public JsonSerializerOptions GetOptions() => json.Api;

    public JsonSerializerOptions ApplyOptions(JsonSerializerOptions options)
    {
        options.PropertyNamingPolicy = json.Api.PropertyNamingPolicy;
        options.PropertyNameCaseInsensitive = json.Api.PropertyNameCaseInsensitive;
        options.DefaultIgnoreCondition = json.Api.DefaultIgnoreCondition;
        options.Encoder = json.Api.Encoder;
        options.MaxDepth = json.Api.MaxDepth;
        foreach (var converter in json.Api.Converters)
            options.Converters.Add(converter);
        return options;
    }
}

/// <inheritdoc />
internal sealed class PayloadSerializer(EngineJson json) : IPayloadSerializer, IBookmarkPayloadSerializer
{
    public string Serialize(object payload) => JsonSerializer.Serialize(payload, json.States);

    public JsonElement SerializeToElement(object payload) => JsonSerializer.SerializeToElement(payload, json.States);

    public object Deserialize(string serializedData) => Deserialize<object>(serializedData);

    public object Deserialize(string serializedData, Type type) =>
        JsonSerializer.Deserialize(serializedData, type, json.States)!;

    public object Deserialize(JsonElement serializedData) => Deserialize<object>(serializedData);

    public T Deserialize<T>(string serializedData) => JsonSerializer.Deserialize<T>(serializedData, json.States)!;

    public T Deserialize<T>(JsonElement serializedData) => serializedData.Deserialize<T>(json.States)!;

    public JsonSerializerOptions GetOptions() => json.States;

    string IBookmarkPayloadSerializer.Serialize<T>(T payload) => Serialize(payload);

    T IBookmarkPayloadSerializer.Deserialize<T>(string serializedData) => Deserialize<T>(serializedData);
}

/// <inheritdoc />
internal sealed class StateSerializer(EngineJson json) : IWorkflowStateSerializer
{
    public string Serialize(WorkflowState workflowState) => JsonSerializer.Serialize(workflowState, json.States);

    public string Serialize(object workflowState) =>
        JsonSerializer.Serialize(workflowState, workflowState.GetType(), json.States);

    public byte[] SerializeToUtfBytes(WorkflowState workflowState) =>
        JsonSerializer.SerializeToUtf8Bytes(workflowState, json.States);

    public JsonElement SerializeToElement(WorkflowState workflowState) =>
        JsonSerializer.SerializeToElement(workflowState, json.States);

    public WorkflowState Deserialize(string serializedState) => Deserialize<WorkflowState>(serializedState);

    public WorkflowState Deserialize(JsonElement serializedState) =>
        serializedState.Deserialize<WorkflowState>(json.States)!;

    public T Deserialize<T>(string serializedState) => JsonSerializer.Deserialize<T>(serializedState, json.States)!;
}

/// <inheritdoc />
internal sealed class SafeSerializer(EngineJson json) : ISafeSerializer
{
    private readonly JsonSerializerOptions _options = new(json.States)
    {
        ReferenceHandler = ReferenceHandler.IgnoreCycles,
    };

    public string Serialize(object? value) => SerializeToElement(value).GetRawText();

    public JsonElement SerializeToElement(object? value)
    {
        try
        {
            return JsonSerializer.SerializeToElement(value, _options);
        }
#pragma warning disable CA1031 // Whatever a value's own properties throw, the log entry must be written.
        catch (Exception e)
#pragma warning restore CA1031
        {
            return JsonSerializer.SerializeToElement($"{value?.GetType().Name} cannot be shown: {e.Message}");
        }
    }

    public T Deserialize<T>(string json) => JsonSerializer.Deserialize<T>(json, _options)!;

    public T Deserialize<T>(JsonElement element) => element.Deserialize<T>(_options)!;

    public JsonSerializerOptions GetOptions() => _options;
}

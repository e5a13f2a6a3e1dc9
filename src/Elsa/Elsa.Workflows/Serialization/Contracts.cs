using System.Text.Json;
using Elsa.Workflows.State;

namespace Elsa.Workflows;

/// <summary>Writes and reads activities as definitions keep them.</summary>
public interface IActivitySerializer
{
    string Serialize(IActivity activity);

    string Serialize(object value);

    IActivity Deserialize(string serializedActivity);

    object Deserialize(string serializedValue, Type type);

    T Deserialize<T>(string serializedValue);
}

/// <summary>Writes and reads values whose type is only known at run time.</summary>
public interface IPayloadSerializer
{
    string Serialize(object payload);

    JsonElement SerializeToElement(object payload);

    object Deserialize(string serializedData);

    object Deserialize(string serializedData, Type type);

    object Deserialize(JsonElement serializedData);

    T Deserialize<T>(string serializedData);

    T Deserialize<T>(JsonElement serializedData);

    JsonSerializerOptions GetOptions();
}

/// <summary>Writes and reads what the REST API exchanges.</summary>
public interface IApiSerializer
{
    string Serialize(object model);

    object Deserialize(string serializedModel);

    T Deserialize<T>(string serializedModel);

    JsonSerializerOptions GetOptions();

    JsonSerializerOptions ApplyOptions(JsonSerializerOptions options);
}

/// <summary>Writes and reads the payloads of bookmarks and triggers.</summary>
public interface IBookmarkPayloadSerializer
{
    T Deserialize<T>(string json)
        where T : notnull;

    object Deserialize(string json, Type type);

    string Serialize<T>(T payload)
        where T : notnull;
}

/// <summary>Writes anything without failing: what cannot be written becomes a note that says so. For logs.</summary>
public interface ISafeSerializer
{
    string Serialize(object? value);

    JsonElement SerializeToElement(object? value);

    T Deserialize<T>(string json);

    T Deserialize<T>(JsonElement element);

    JsonSerializerOptions GetOptions();
}

/// <summary>Writes and reads the state of an instance.</summary>
public interface IWorkflowStateSerializer
{
    string Serialize(WorkflowState workflowState);

    string Serialize(object workflowState);

    byte[] SerializeToUtfBytes(WorkflowState workflowState);

    JsonElement SerializeToElement(WorkflowState workflowState);

    WorkflowState Deserialize(string serializedState);

    WorkflowState Deserialize(JsonElement serializedState);

    T Deserialize<T>(string serializedState);
}

using System.Text.Json;
using Elsa.Workflows;
using Elsa.Workflows.Runtime.Entities;

namespace Workflows.Engine;

/// <summary>Bookmarks and triggers from their rows.</summary>
internal static class Stored
{
    public static StoredTrigger Trigger(TriggerRow row, IPayloadSerializer json) =>
        new()
        {
            Id = row.Id,
            WorkflowDefinitionId = row.DefinitionId,
            WorkflowDefinitionVersionId = row.DefinitionVersionId,
            Name = row.Name,
            ActivityId = row.ActivityId,
            Hash = row.Hash,
            Payload = row.Payload is { } payload ? json.Deserialize(payload) : null,
        };

    public static StoredBookmark Bookmark(BookmarkRow row, IPayloadSerializer json) =>
        new()
        {
            Id = row.Id,
            Name = row.Name,
            Hash = row.Hash,
            WorkflowInstanceId = row.InstanceId,
            ActivityInstanceId = row.ActivityInstanceId,
            CorrelationId = row.CorrelationId,
            CreatedAt = row.CreatedAt,
            Payload = row.Payload is { } payload ? json.Deserialize(payload) : null,
            Metadata = row.Metadata is { } metadata
                ? JsonSerializer.Deserialize<Dictionary<string, string>>(metadata)
                : null,
        };
}

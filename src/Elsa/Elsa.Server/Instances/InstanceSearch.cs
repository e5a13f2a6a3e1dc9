using System.Text.Json;
using Elsa.Common.Entities;
using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management.Enums;
using Elsa.Workflows.Management.Filters;
using Elsa.Workflows.Management.Models;
using Microsoft.AspNetCore.Http;

namespace Workflows.Engine;

/// <summary>What Studio's instance list asks for, from a query string or a body.</summary>
internal sealed record InstanceSearch(
    WorkflowInstanceFilter Filter,
    PageArgs Page,
    string? OrderBy,
    OrderDirection Direction
)
{
    public static InstanceSearch Of(HttpRequest request) =>
        new(
            new WorkflowInstanceFilter
            {
                SearchTerm = request.Text("searchTerm"),
                DefinitionId = request.Text("definitionId"),
                DefinitionIds = request.Texts("definitionIds"),
                CorrelationId = request.Text("correlationId"),
                Name = request.Text("name"),
                Version = request.Number("version"),
                HasIncidents = request.Flag("hasIncidents"),
                IsSystem = request.Flag("isSystem"),
                WorkflowStatus = One<WorkflowStatus>(request.Text("status")),
                WorkflowStatuses = Many<WorkflowStatus>(request.Texts("statuses")),
                WorkflowSubStatus = One<WorkflowSubStatus>(request.Text("subStatus")),
                WorkflowSubStatuses = Many<WorkflowSubStatus>(request.Texts("subStatuses")),
            },
            request.Page(),
            request.Text("orderBy"),
            Query.Direction(request.Text("orderDirection"), OrderDirection.Descending)
        );

    public static InstanceSearch Of(JsonElement body) =>
        new(
            new WorkflowInstanceFilter
            {
                SearchTerm = body.Text("searchTerm"),
                DefinitionId = NotEmpty(body.Text("definitionId")),
                DefinitionIds = body.Texts("definitionIds") is { Count: > 0 } ids ? ids : null,
                CorrelationId = NotEmpty(body.Text("correlationId")),
                Name = NotEmpty(body.Text("name")),
                Version = body.Number("version"),
                HasIncidents = body.Flag("hasIncidents"),
                IsSystem = body.Flag("isSystem"),
                WorkflowStatus = One<WorkflowStatus>(body.Text("status")),
                WorkflowStatuses = Many<WorkflowStatus>(body.Texts("statuses")),
                WorkflowSubStatus = One<WorkflowSubStatus>(body.Text("subStatus")),
                WorkflowSubStatuses = Many<WorkflowSubStatus>(body.Texts("subStatuses")),
                TimestampFilters = Times(body),
            },
            Query.Page(body.Number("page"), body.Number("pageSize"), body.Number("skip"), body.Number("take")),
            body.Text("orderBy"),
            Query.Direction(body.Text("orderDirection"), OrderDirection.Descending)
        );

    private static List<TimestampFilter>? Times(JsonElement body)
    {
        if (body.Find("timestampFilters") is not { ValueKind: JsonValueKind.Array } list)
            return null;
        return
        [
            .. list.EnumerateArray()
                .Where(item => item.ValueKind == JsonValueKind.Object && item.Text("column") is { Length: > 0 })
                .Select(item => new TimestampFilter
                {
                    Column = item.Text("column")!,
                    Operator = One<TimestampFilterOperator>(item.Text("operator")) ?? TimestampFilterOperator.Is,
                    Timestamp = DateTimeOffset.TryParse(item.Text("timestamp"), out var time)
                        ? time
                        : throw ElsaRefusedException.Bad($"'{item.Text("timestamp")}' is no time."),
                }),
        ];
    }

    private static T? One<T>(string? text)
        where T : struct, Enum =>
        string.IsNullOrEmpty(text) ? null
        : Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value
        : throw ElsaRefusedException.Bad($"'{text}' is none of {string.Join(", ", Enum.GetNames<T>())}.");

    private static List<T>? Many<T>(IReadOnlyCollection<string>? texts)
        where T : struct, Enum => texts is { Count: > 0 } ? [.. texts.Select(text => One<T>(text)!.Value)] : null;

    private static string? NotEmpty(string? text) => string.IsNullOrEmpty(text) ? null : text;
}

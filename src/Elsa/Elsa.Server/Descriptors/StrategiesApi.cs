using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Workflows.Engine;

/// <summary>The choices of Studio's settings tab.</summary>
internal static class StrategiesApi
{
    private const string Core = "Elsa.Workflows.Core";
    private const string Runtime = "Elsa.Workflows.Runtime";

    private static readonly string[] LogPersistence = ["Configuration", "Exclude", "Include", "Inherit"];
    private static readonly string[] ConverterTypes = ["sourceType", "destinationType"];

    public static void Map(RouteGroupBuilder api)
    {
        var descriptors = api.MapGroup("/descriptors");
        descriptors.MapGet("/storage-drivers", StorageDrivers);
        descriptors.MapGet("/incident-strategies", IncidentStrategies);
        descriptors.MapGet("/log-persistence-strategies", LogPersistenceStrategies);
        descriptors.MapGet("/workflow-activation-strategies", ActivationStrategies);
        descriptors.MapGet("/commit-strategies/activities", ActivityCommitStrategies);
        descriptors.MapGet("/commit-strategies/workflows", WorkflowCommitStrategies);
        descriptors.MapGet("/output-converters", OutputConverters);
        api.MapGet("/resilience/strategies", () => Reply.List(Array.Empty<object>()));
        api.MapGet("/resilience/retries/{id}", () => Reply.Json(new { items = Array.Empty<object>(), totalCount = 0 }));
    }

    private static IResult StorageDrivers() =>
        Reply.Json(
            new
            {
                items = new[]
                {
                    Driver("WorkflowInstanceStorageDriver", 5, false),
                    Driver("MemoryStorageDriver", 0, false),
                    Driver("Services.WorkflowStorageDriver", -1, true),
                },
            }
        );

    private static object Driver(string type, int priority, bool deprecated) =>
        new
        {
            typeName = $"Elsa.Workflows.{type}, {Core}",
            displayName = EngineTexts.Say($"storage.{type}"),
            priority,
            deprecated,
        };

    private static IResult IncidentStrategies() =>
        Reply.List([
            Strategy("ContinueWithIncidentsStrategy", "ContinueWithIncidentsStrategy"),
            Strategy("FaultStrategy", "FaultStrategy"),
        ]);

    // Studio looks for a definition's older setting among these names: they stay as they are.
    private static IResult LogPersistenceStrategies() =>
        Reply.List([
            .. LogPersistence.Select(name => new
            {
                displayName = name,
                description = "",
                typeName = $"Elsa.Workflows.LogPersistence.Strategies.{name}, {Core}",
            }),
        ]);

    private static IResult ActivationStrategies() =>
        Reply.List([
            Strategy("AllowAlwaysStrategy", $"Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, {Core}"),
            Activation("CorrelatedSingletonStrategy"),
            Activation("CorrelationStrategy"),
            Activation("SingletonStrategy"),
        ]);

    private static object Activation(string name) =>
        Strategy(name, $"Elsa.Workflows.Runtime.ActivationValidators.{name}, {Runtime}");

    private static object Strategy(string name, string typeName) =>
        new
        {
            displayName = EngineTexts.Say($"strategy.{name}"),
            description = EngineTexts.Say($"strategy.{name}.about"),
            typeName,
        };

    // A burst is always committed as a whole, so these are kept for definitions from elsewhere and change nothing.
    private static IResult ActivityCommitStrategies() =>
        Commits("CommitAlways", "CommitNever", "Executing", "Executed");

    private static IResult WorkflowCommitStrategies() =>
        Commits("WorkflowExecuting", "WorkflowExecuted", "ActivityExecuting", "ActivityExecuted", "Periodic");

    private static IResult Commits(params string[] names) =>
        Reply.List([
            .. names.Select(name => new
            {
                name,
                displayName = EngineTexts.Say($"commit.{name}"),
                description = EngineTexts.Say("commit.about"),
            }),
        ]);

    private static IResult OutputConverters(HttpRequest request)
    {
        string[] missing =
        [
            .. ConverterTypes
                .Where(name => request.Text(name) is null)
                .Select(name => $"The {name} query parameter is required."),
        ];
        return missing.Length > 0
            ? Reply.Problem(400, new Dictionary<string, string[]> { ["generalErrors"] = missing })
            : Reply.List(Array.Empty<object>());
    }
}

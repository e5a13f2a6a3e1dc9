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
                    Driver($"Elsa.Workflows.WorkflowInstanceStorageDriver, {Core}", "Workflow Instance", 5, false),
                    Driver($"Elsa.Workflows.MemoryStorageDriver, {Core}", "Memory", 0, false),
                    Driver($"Elsa.Workflows.Services.WorkflowStorageDriver, {Core}", "Workflow", -1, true),
                },
            }
        );

    private static object Driver(string typeName, string displayName, int priority, bool deprecated) =>
        new
        {
            typeName,
            displayName,
            priority,
            deprecated,
        };

    private static IResult IncidentStrategies() =>
        Reply.List([
            Strategy(
                "Continue with incidents",
                "The workflow goes on where it can; what failed is an incident.",
                "ContinueWithIncidentsStrategy"
            ),
            Strategy("Fault", "The whole workflow fails.", "FaultStrategy"),
        ]);

    private static IResult LogPersistenceStrategies() =>
        Reply.List([
            .. LogPersistence.Select(name =>
                Strategy(name, "", $"Elsa.Workflows.LogPersistence.Strategies.{name}, {Core}")
            ),
        ]);

    private static IResult ActivationStrategies() =>
        Reply.List([
            Strategy(
                "Always",
                "Any number of instances may run.",
                $"Elsa.Workflows.ActivationValidators.AllowAlwaysStrategy, {Core}"
            ),
            Activation(
                "Correlated singleton",
                "One running instance of this definition for each correlation ID.",
                "CorrelatedSingletonStrategy"
            ),
            Activation(
                "Correlation",
                "One running instance, of whichever definition, for each correlation ID.",
                "CorrelationStrategy"
            ),
            Activation("Singleton", "One running instance of this definition.", "SingletonStrategy"),
        ]);

    private static object Activation(string displayName, string description, string type) =>
        Strategy(displayName, description, $"Elsa.Workflows.Runtime.ActivationValidators.{type}, {Runtime}");

    private static object Strategy(string displayName, string description, string typeName) =>
        new
        {
            displayName,
            description,
            typeName,
        };

    // A burst is always committed as a whole, so these are kept for definitions from elsewhere and change nothing.
    private static IResult ActivityCommitStrategies() =>
        Reply.List([
            Commit("CommitAlways", "Commit Before And After"),
            Commit("CommitNever", "Commit Later"),
            Commit("Executing", "Commit Before"),
            Commit("Executed", "Commit After"),
        ]);

    private static IResult WorkflowCommitStrategies() =>
        Reply.List([
            Commit("WorkflowExecuting", "Commit Before Workflow Execution"),
            Commit("WorkflowExecuted", "Commit After Workflow Execution"),
            Commit("ActivityExecuting", "Commit Before Activity Execution"),
            Commit("ActivityExecuted", "Commit After Activity Execution"),
            Commit("Periodic", "Every 10 seconds"),
        ]);

    private static object Commit(string name, string displayName) =>
        new
        {
            name,
            displayName,
            description = "Here every run is committed as a whole, with the case's own data.",
        };

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

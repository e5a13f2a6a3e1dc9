using System.Globalization;
using System.Text;
using Elsa.Common.Models;
using Elsa.Workflows;
using Elsa.Workflows.Management;
using Elsa.Workflows.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Workflows.Engine;

/// <summary>Tells Studio's JavaScript editor which functions and variables a script of a definition sees.</summary>
internal static class ScriptingApi
{
    private const string Functions = """
        declare function getWorkflowDefinitionId(): string;
        declare function getWorkflowDefinitionVersionId(): string;
        declare function getWorkflowDefinitionVersion(): number;
        declare function getWorkflowInstanceId(): string;
        declare function getCorrelationId(): string;
        declare function setCorrelationId(value: string);
        declare function getWorkflowInstanceName(): string;
        declare function setWorkflowInstanceName(value: string);
        declare function setVariable(name: string, value: any);
        declare function getVariable(name: string): any;
        declare function getInput(name: string): any;
        declare function getOutputFrom(activityId: string, outputName?: string): any;
        declare function getLastResult(): any;
        declare function isNullOrWhiteSpace(value: string): boolean;
        declare function isNullOrEmpty(value: string): boolean;
        declare function parseGuid(value: string): any;
        declare function getShortGuid(): string;
        declare function getGuid(): any;
        declare function getGuidString(): string;
        declare function toJson(value: any): string;
        declare function bytesToString(value: any): string;
        declare function bytesFromString(value: string): any;
        declare function bytesToBase64(value: any): string;
        declare function bytesFromBase64(value: string): any;
        declare function stringFromBase64(value: string): string;
        declare function stringToBase64(value: string): string;

        """;

    public static void Map(RouteGroupBuilder api) =>
        api.MapPost("/scripting/javascript/type-definitions/{definitionId}", TypesAsync);

    private static async Task<IResult> TypesAsync(
        string definitionId,
        IWorkflowDefinitionService definitions,
        IActivityRegistry activities,
        CancellationToken stop
    )
    {
        if (await definitions.FindWorkflowGraphAsync(definitionId, VersionOptions.Latest, stop) is not { } graph)
            return Results.NotFound();
        var text = new StringBuilder(Functions.ReplaceLineEndings("\n"));
        Variables(text, graph);
        Outputs(text, graph, activities);
        foreach (var input in graph.Workflow.Inputs.Where(i => IsName(i.Name)))
            Line(text, $"declare function get{Pascal(input.Name)}(): {Script(input.Type)};");
        return Results.File(
            Encoding.UTF8.GetBytes(text.ToString()),
            "application/x-typescript",
            $"elsa.{definitionId}.d.ts"
        );
    }

    private static void Variables(StringBuilder text, WorkflowGraph graph)
    {
        var members = new List<string>();
        foreach (var variable in graph.Workflow.Variables.Where(v => IsName(v.Name)))
        {
            var type = Script(variable.GetType().GenericTypeArguments is [var inner] ? inner : typeof(object));
            Line(text, $"declare function get{Pascal(variable.Name)}(): {type};");
            Line(text, $"declare function set{Pascal(variable.Name)}(value: {type});");
            members.Add($"{variable.Name}: {type};");
        }
        Line(text, $"declare var variables: {{ {string.Join(' ', members)} }};");
    }

    private static void Outputs(StringBuilder text, WorkflowGraph graph, IActivityRegistry activities)
    {
        foreach (var activity in graph.Nodes.Select(node => node.Activity).Where(a => IsName(a.Name ?? a.Id)))
        {
            var outputs = activities.Find(activity.Type, activity.Version)?.Outputs ?? [];
            foreach (var output in outputs.Where(o => IsName(o.Name)))
                Line(
                    text,
                    $"declare function get{Pascal(output.Name)}From{Pascal(activity.Name ?? activity.Id)}(): any;"
                );
        }
    }

    private static string Script(Type type) =>
        Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
        {
            TypeCode.String or TypeCode.Char => "string",
            TypeCode.Boolean => "boolean",
            TypeCode.Object or TypeCode.Empty or TypeCode.DBNull => "any",
            TypeCode.DateTime => "Date",
            _ => "number",
        };

    private static void Line(StringBuilder text, string line) => text.Append(line).Append('\n');

    private static string Pascal(string name) => char.ToUpper(name[0], CultureInfo.InvariantCulture) + name[1..];

    /// <summary>Whether scripts can use it as it is; a Chinese name can.</summary>
    private static bool IsName(string? name) =>
        !string.IsNullOrEmpty(name)
        && (char.IsLetter(name[0]) || name[0] is '_' or '$')
        && name.All(c => char.IsLetterOrDigit(c) || c is '_' or '$');
}

using System.Diagnostics.CodeAnalysis;
using Elsa.Expressions.Models;

namespace Elsa.Expressions.Liquid.Contracts;

/// <summary>Parses Liquid templates once and renders them with a flow's variables and input.</summary>
public interface ILiquidTemplateManager
{
    Task<string?> RenderAsync(
        string template,
        ExpressionExecutionContext expressionExecutionContext,
        CancellationToken cancellationToken = default
    );

    bool Validate(string template, [NotNullWhen(false)] out string? error);
}

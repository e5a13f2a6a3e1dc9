using System.Diagnostics.CodeAnalysis;
using Elsa.Expressions.Liquid.Contracts;
using Elsa.Expressions.Liquid.Options;
using Elsa.Expressions.Models;
using Elsa.Extensions;
using Fluid;
using Microsoft.Extensions.Options;

namespace Workflows.Engine.Expressions;

/// <inheritdoc />
internal sealed class LiquidTemplates(
    ParsedTemplates templates,
    IOptions<ScriptLimits> limits,
    IOptions<FluidOptions> options,
    TimeProvider clock
) : ILiquidTemplateManager
{
    private readonly TemplateOptions _shared = LiquidNames.CreateOptions(limits.Value, clock);

    public async Task<string?> RenderAsync(
        string template,
        ExpressionExecutionContext expressionExecutionContext,
        CancellationToken cancellationToken = default
    )
    {
        if (string.IsNullOrWhiteSpace(template))
            return null;
        var parsed = templates.Get(template);
        using var spent = ScriptBudget.Spend(expressionExecutionContext, "Liquid");
        var context = new TemplateContext(_shared);
        LiquidNames.Give(context, expressionExecutionContext);
        options.Value.ConfigureFilters(context);
        await using var writer = new BoundedWriter(limits.Value, clock, cancellationToken);
        context.AmbientValues[LiquidNames.WriterKey] = writer;
        try
        {
            await parsed.RenderAsync(writer, options.Value.Encoder, context);
        }
        catch (Exception e) when (e is not OperationCanceledException and not ScriptException)
        {
            throw new ScriptException("Liquid", e.Message, cause: e);
        }
        return writer.ToString();
    }

    public bool Validate(string template, [NotNullWhen(false)] out string? error)
    {
        try
        {
            ParsedTemplates.Parse(template);
            error = null;
            return true;
        }
        catch (ScriptException e)
        {
            error = e.Message;
            return false;
        }
    }
}

using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace Workflows.Engine.Expressions;

/// <summary>
/// Fluid makes a list of every number of <c>(1..2000000000)</c> before the first step is counted, so ranges are
/// measured before they are made.
/// </summary>
internal sealed class BoundedRanges : AstRewriter
{
    private const decimal Longest = 100_000;

    public static IFluidTemplate In(IFluidTemplate template) => new BoundedRanges().VisitTemplate(template);

    protected override Expression VisitRangeExpression(RangeExpression rangeExpression) => new Range(rangeExpression);

    private sealed class Range(RangeExpression range) : Expression
    {
        public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
        {
            var from = await range.From.EvaluateAsync(context);
            var to = await range.To.EvaluateAsync(context);
            if (to.ToNumberValue() - from.ToNumberValue() > Longest)
                throw new ScriptException("Liquid", $"a range of more than {Longest} numbers.");
            return await range.EvaluateAsync(context);
        }

        protected override Expression Accept(AstVisitor visitor) => visitor.Visit(range);
    }
}

using System.Linq.Expressions;

namespace Workflows.Cases.Registers;

/// <summary>Writes "CASE WHEN first THEN 0 WHEN second THEN 1 … END" for the database: how many there are is known only when
/// it is asked.</summary>
internal static class FirstOf
{
    /// <summary>The place of the first that the row is in, from 0; null where it is in none.</summary>
    public static Expression<Func<RegisterRow, int?>> These<T>(
        IReadOnlyList<T> places,
        Func<T, Expression<Func<RegisterRow, bool>>> isIn
    )
    {
        var row = Expression.Parameter(typeof(RegisterRow), "r");
        Expression which = Expression.Constant(null, typeof(int?));
        for (var place = places.Count - 1; place >= 0; place--)
            which = Expression.Condition(
                Over(isIn(places[place]), row),
                Expression.Constant(place, typeof(int?)),
                which
            );
        return Expression.Lambda<Func<RegisterRow, int?>>(which, row);
    }

    /// <summary>What the lambda says of its parameter, said of <paramref name="row"/>.</summary>
    public static Expression Over(LambdaExpression lambda, ParameterExpression row) =>
        new ParameterSwap(lambda.Parameters[0], row).Visit(lambda.Body);

    private sealed class ParameterSwap(ParameterExpression from, ParameterExpression to) : ExpressionVisitor
    {
        protected override Expression VisitParameter(ParameterExpression node) => node == from ? to : node;
    }
}

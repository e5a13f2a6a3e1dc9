using Cronos;

namespace Workflows.Engine.Expressions;

/// <summary>Schedules in cron's language, with or without a leading field for seconds.</summary>
internal static class CronExpressions
{
    public static CronExpression Parse(string expression)
    {
        var fields = expression.Split([' ', '\t'], StringSplitOptions.RemoveEmptyEntries).Length;
        return CronExpression.Parse(expression, fields >= 6 ? CronFormat.IncludeSeconds : CronFormat.Standard);
    }
}

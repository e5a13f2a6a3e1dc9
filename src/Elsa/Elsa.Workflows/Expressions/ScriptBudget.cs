using System.Diagnostics;
using Elsa.Expressions.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Workflows.Engine.Expressions;

/// <summary>
/// The time that all scripts and templates of one run may take together. Each alone is short enough; ten thousand of them
/// in a loop would hold the run's transaction, and with it everybody else, for hours.
/// </summary>
public sealed class ScriptBudget(IOptions<ScriptLimits> limits)
{
    private readonly TimeSpan _limit = limits.Value.Together;
    private int _runs;
    private TimeSpan _spent;

    /// <summary>Begins a run, or goes further into the one that is under way in this scope.</summary>
    public IDisposable Enter()
    {
        if (_runs++ == 0)
            _spent = TimeSpan.Zero;
        return new Run(this);
    }

    /// <summary>Takes the time of one evaluation until what is returned is disposed of.</summary>
    /// <exception cref="ScriptException">The run has none left.</exception>
    internal static IDisposable? Spend(ExpressionExecutionContext context, string language)
    {
        var budget = context.ServiceProvider.GetService<ScriptBudget>();
        if (budget is null or { _runs: 0 })
            return null;
        if (budget._spent > budget._limit)
            throw new ScriptException(
                language,
                $"the scripts of this run have taken more than {budget._limit.TotalSeconds} s together."
            );
        return new Evaluation(budget);
    }

    private sealed class Run(ScriptBudget budget) : IDisposable
    {
        public void Dispose() => budget._runs--;
    }

    private sealed class Evaluation(ScriptBudget budget) : IDisposable
    {
        private readonly long _started = Stopwatch.GetTimestamp();

        public void Dispose() => budget._spent += Stopwatch.GetElapsedTime(_started);
    }
}

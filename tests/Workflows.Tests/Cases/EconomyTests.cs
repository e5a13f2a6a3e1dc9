using System.Collections.Concurrent;
using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Workflows.Cases.Tasks;
using Workflows.Tests.Support;

namespace Workflows.Tests.Cases;

/// <summary>Starting and deciding take few round trips. SQLite, which has none, counts every row that is written.</summary>
public sealed class EconomyTests
{
    [Theory, CombineDatabases]
    public async Task Starting_and_deciding_take_few_statements(Database kind)
    {
        await using var business = await Business.OpenAsync(kind);
        var one = await business.StartAsync();
        var task = await business.TaskOfAsync(one.Id);

        var most = kind == Database.Postgres ? 4 : 10;

        var started = await StatementsAsync(() => business.StartAsync());
        started.Count.ShouldBeLessThanOrEqualTo(most, string.Join("\n\n", started));
        var decided = await StatementsAsync(() =>
            business.DecideAsync(task.Id, "cs-manager", new Decision("Approved"))
        );

        decided.Count.ShouldBeLessThanOrEqualTo(most, string.Join("\n\n", decided));
    }

    /// <summary>The statements that the act sends, and no others that run beside it.</summary>
    private static async Task<IReadOnlyCollection<string>> StatementsAsync(Func<Task> act)
    {
        var counted = new CountedStatements();
        using var all = DiagnosticListener.AllListeners.Subscribe(counted);
        await act();
        return counted.Texts;
    }

    private sealed class CountedStatements : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
    {
        private static readonly AsyncLocal<CountedStatements?> Mine = new();

        public CountedStatements() => Mine.Value = this;

        public ConcurrentQueue<string> Texts { get; } = [];

        public void OnNext(DiagnosticListener value)
        {
            if (value.Name == DbLoggerCategory.Name)
                value.Subscribe(this);
        }

        public void OnNext(KeyValuePair<string, object?> value)
        {
            if (Mine.Value == this && value.Value is CommandExecutedEventData done)
                Texts.Enqueue(done.Command.CommandText);
        }

        public void OnCompleted() { }

        public void OnError(Exception error) { }
    }
}

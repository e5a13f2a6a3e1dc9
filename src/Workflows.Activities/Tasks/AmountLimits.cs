using System.Globalization;
using System.Text.Json.Nodes;
using Elsa.Extensions;
using Elsa.Workflows;
using Workflows.Activities.Running;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.Processes;
using Workflows.Cases.Storage;
using Workflows.Cases.Timeline;

namespace Workflows.Activities.Tasks;

/// <summary>Whose limit an approval's amount falls into [A27], and which limit was asked last.</summary>
internal sealed class AmountLimits(ActivityExecutionContext context, string table, string field)
{
    private const string LevelKey = "LimitLevel";
    private const string AmountKey = "LimitAmount";
    private static readonly Actor Flow = new(Guid.Empty, Channel.Flow);

    /// <summary>The role to ask for the amount that the case holds now; remembers it.</summary>
    public async Task<string> FirstRoleAsync()
    {
        var (limits, amount) = (Table(), await AmountAsync());
        Remember(limits.LevelOf(amount), amount);
        return limits.Lines[limits.LevelOf(amount)].Role;
    }

    /// <summary>The role to ask next, when the amount was raised beyond what the last one may approve; null when it was not.
    /// The move is recorded.</summary>
    public async Task<string?> NextRoleAsync()
    {
        var (limits, amount) = (Table(), await AmountAsync());
        var (asked, before) = (context.GetProperty<int>(LevelKey), context.GetProperty<string>(AmountKey));
        var level = limits.LevelOf(amount);
        if (level <= asked)
            return null;
        var role = limits.Lines[level].Role;
        var one = await CaseAsync();
        context
            .GetRequiredService<TimelineWriter>()
            .Write(
                one,
                new Happening("approval.moved", Flow)
                {
                    Details = new
                    {
                        key = role,
                        before,
                        amount,
                    },
                }
            );
        Remember(level, amount);
        return role;
    }

    private void Remember(int level, decimal amount)
    {
        context.SetProperty(LevelKey, level);
        context.SetProperty(AmountKey, amount.ToString(CultureInfo.InvariantCulture));
    }

    private ApprovalLimits Table()
    {
        if (context.GetRequiredService<Policy>().Limits(table) is { } known)
            return known;
        var faults = new List<LocalText>();
        return ApprovalLimits.Read(table, faults)
            ?? throw new RefusedException(
                "limits.wrong",
                table,
                string.Join(" ", faults.Select(f => f.In(CultureInfo.CurrentUICulture.Name)))
            );
    }

    private async Task<decimal> AmountAsync()
    {
        JsonNode? value = CaseData.Read(await CaseAsync());
        foreach (var name in field.Split('.'))
            value = (value as JsonObject)?[name];
        return
            decimal.TryParse(value?.ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out var amount)
            && amount >= 0
            ? amount
            : throw new RefusedException("limits.noAmount", field);
    }

    private async Task<Case> CaseAsync() =>
        await context.GetRequiredService<CasesDb>().Cases.FindAsync([context.CaseId()], context.CancellationToken)
        ?? throw new RefusedException("case.unknown", context.CaseId());
}

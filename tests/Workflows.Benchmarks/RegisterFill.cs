using System.Globalization;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Cases.Cases;
using Workflows.Cases.Registers;
using Workflows.Cases.Storage;
using Workflows.Cases.Tasks;
using TaskStatus = Workflows.Cases.Tasks.TaskStatus;

namespace Workflows.Benchmarks;

/// <summary>Writes complaints of two years, with eight tasks each, as rows: what a register reads, without running a flow for
/// any of them.</summary>
internal sealed class RegisterFill(BenchHost host, Guid applicant)
{
    private const int Batch = 500;
    private static readonly string[] Classes = ["quality", "non-quality"];
    private static readonly string[] Departments = ["rnd", "warehouse", "marketing", "finance"];
    private static readonly string[] Products =
    [
        "深沟球轴承",
        "出口专用阀",
        "减速电机",
        "液压接头",
        "不锈钢法兰",
        "同步带轮",
    ];
    private static readonly string[] Demands = ["要求换货并补偿运费", "要求退货", "要求派人现场检验", "要求折让"];
    private static readonly string[] Steps =
    [
        "acceptance",
        "investigation",
        "departments",
        "report",
        "vp-instructions",
        "determination",
        "treatment",
        "approval",
    ];
    private static readonly DateTimeOffset First = new(2024, 12, 1, 1, 0, 0, TimeSpan.Zero);

    // The same register every time.
    private readonly Random random = new(20261129);

    public async Task RunAsync(int cases)
    {
        for (var at = 0; at < cases; at += Batch)
        {
            var (from, to) = (at, Math.Min(cases, at + Batch));
            await host.InScopeAsync<CasesDb, int>(db =>
            {
                for (var i = from; i < to; i++)
                    Add(db, i, cases);
                return db.SaveChangesAsync();
            });
        }
        await host.InScopeAsync<CasesDb, int>(db =>
            db.Database.ExecuteSqlRawAsync(db.Database.IsNpgsql() ? "VACUUM ANALYZE" : "ANALYZE")
        );
    }

    private void Add(CasesDb db, int at, int cases)
    {
        var opened = First + TimeSpan.FromDays(728.0 * at / cases);
        var closed = random.Next(10) < 7 ? opened.AddDays(random.Next(2, 9)) : (DateTimeOffset?)null;
        var (product, demand) = (One(Products), One(Demands));
        var (kind, department) = (One(Classes), One(Departments));
        var amount = random.Next(1, 900000) / 100.0;
        var number = string.Create(CultureInfo.InvariantCulture, $"KS-{opened:yyyyMM}-{at:00000000}");
        var one = new Case
        {
            ProcessKey = "complaint",
            Number = number,
            Summary = $"苏州恒远精密机械有限公司 {product}：{demand}",
            Status = closed is null ? CaseStatus.Running : CaseStatus.Completed,
            ApplicantId = applicant,
            FlowDefinitionId = "complaint",
            FlowVersion = 1,
            OpenedAt = opened,
            Due = opened.AddDays(6),
            ClosedAt = closed,
            Data = JsonSerializer.Serialize(
                new Dictionary<string, object>
                {
                    ["customerId"] = "C00001",
                    ["customerName"] = "苏州恒远精密机械有限公司",
                    ["product"] = product,
                    ["orderNumber"] = $"SO-{at:000000}",
                    ["demand"] = demand,
                    ["class"] = kind,
                    ["responsibleDepartment"] = department,
                    ["amount"] = amount,
                }
            ),
        };
        db.Cases.Add(one);
        db.RegisterRows.Add(
            new RegisterRow
            {
                CaseId = one.Id,
                ProcessKey = one.ProcessKey,
                OpenedAt = opened,
                NumberKey = number.ToLowerInvariant(),
                Class = kind,
                Department = department,
                Amount = amount,
                Status = one.Status.ToString(),
                ClosedAt = closed,
                Due = one.Due,
                OnTime = closed is null ? null : closed <= one.Due,
                Text = $"{number} {one.Summary} {product} SO-{at:000000} {demand}".ToLowerInvariant(),
            }
        );
        for (var step = 0; step < Steps.Length; step++)
            db.Tasks.Add(NewTask(one, step, closed is null && step == Steps.Length - 1));
    }

    private CaseTask NewTask(Case one, int step, bool isOpen)
    {
        var begun = one.OpenedAt.AddHours(12 * step);
        return new CaseTask
        {
            CaseId = one.Id,
            Step = Steps[step],
            Title = LocalText.Same(Steps[step]),
            Kind = TaskKind.Assign,
            Outcomes = ["Done"],
            BookmarkId = $"{one.Id:N}{step}",
            ActivityId = Steps[step],
            OpenedAt = begun,
            Due = begun.AddHours(24),
            Status = isOpen ? TaskStatus.Open : TaskStatus.Decided,
            Outcome = isOpen ? null : "Done",
            DecidedById = isOpen ? null : applicant,
            EndedAt = isOpen ? null : begun.AddHours(random.Next(1, 30)),
        };
    }

    private T One<T>(T[] of) => of[random.Next(of.Length)];
}

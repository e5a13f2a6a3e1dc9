using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using MiniExcelLibs;
using Workflows.Cases.Processes;
using Workflows.Cases.Registers;
using Workflows.Cases.Views;
using Workflows.Host.Pages.Forms;
using Workflows.Host.Pages.Layout;
using Workflows.Host.Pages.Registers;
using Workflows.Host.SignIn;

namespace Workflows.Host.Pages;

/// <summary>A process's register: filtered, counted, exported.</summary>
public sealed class RegisterPage(
    RegisterList register,
    RegisterFigures figures,
    RegisterTable table,
    ProcessCatalog processes,
    FormViews forms,
    CurrentPerson current,
    Times when,
    Texts texts
) : PageModel
{
    private const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    public ProcessPack Pack { get; private set; } = null!;
    public RegisterQuery Query { get; private set; } = null!;
    public IReadOnlyList<FieldSchema> Columns { get; private set; } = [];
    public PageOf<RegisterLine> Found { get; private set; } = null!;
    public IReadOnlyList<IReadOnlyList<string>> Cells { get; private set; } = [];
    public PageLinks Pages { get; private set; } = PageLinks.None;
    public IReadOnlyList<FieldChoice> Classes { get; private set; } = [];
    public IReadOnlyList<FieldChoice> Departments { get; private set; } = [];
    public FieldSchema? ClassField { get; private set; }
    public FieldSchema? DepartmentField { get; private set; }
    public FieldSchema? AmountField { get; private set; }

    public async Task<IActionResult> OnGetAsync(string process, int p = 1, CancellationToken stop = default)
    {
        if (!Open(process))
            return NotFound();
        Found = await register.PageAsync(process, current.Require(), Query.ToFilter(), new Paging(p), stop);
        var cells = new List<IReadOnlyList<string>>();
        foreach (var line in Found.Items)
            cells.Add(await table.CellsAsync(Columns, line.Data, stop));
        Cells = cells;
        Pages = PageLinks.Of(p, Found.Total, Found.Paging.Size, $"/registers/{process}{Query.ToAddress()}");
        Classes = await forms.ChoicesAsync(ClassField, stop);
        Departments = await forms.ChoicesAsync(DepartmentField, stop);
        return Page();
    }

    /// <summary>The figures alone, which the page loads after itself.</summary>
    public async Task<IActionResult> OnGetFiguresAsync(string process, CancellationToken stop)
    {
        if (!Open(process))
            return NotFound();
        var read = await figures.ReadAsync(process, current.Require(), Query.ToFilter(), stop);
        var model = new FiguresView(
            read,
            await NamedAsync(ClassField, read.Classes, stop),
            await NamedAsync(DepartmentField, read.Departments, stop),
            ClassField?.Title(Texts.Language),
            DepartmentField?.Title(Texts.Language),
            AmountField?.Title(Texts.Language)
        );
        return Partial("/Pages/Registers/_Figures.cshtml", model);
    }

    public async Task<IActionResult> OnGetExportAsync(string process, CancellationToken stop)
    {
        if (!Open(process))
            return NotFound();
        var rows = new List<Dictionary<string, object?>>();
        await foreach (var line in register.AllAsync(process, current.Require(), Query.ToFilter(), stop))
            rows.Add(await table.RowAsync(Columns, line, when, stop));
        var file = new MemoryStream();
        await file.SaveAsAsync(rows, cancellationToken: stop);
        file.Position = 0;
        return File(file, Xlsx, $"{texts.Of(Pack.Name)}.xlsx");
    }

    private bool Open(string process)
    {
        if (processes.Find(process) is not { Register.Columns.Count: > 0 } pack)
            return false;
        Pack = pack;
        Query = RegisterQuery.Of(Request.Query);
        Columns = RegisterTable.ColumnsOf(pack);
        ClassField = RegisterTable.FieldOf(pack, pack.Register.Class);
        DepartmentField = RegisterTable.FieldOf(pack, pack.Register.Department);
        AmountField = RegisterTable.FieldOf(pack, pack.Register.Amount);
        return true;
    }

    private async Task<IReadOnlyList<NamedCount>> NamedAsync(
        FieldSchema? field,
        IReadOnlyList<Count> counts,
        CancellationToken stop
    )
    {
        var named = new List<NamedCount>();
        foreach (var count in counts.OrderByDescending(c => c.Cases))
            named.Add(new NamedCount(await table.NameAsync(field, count.Key, stop), count.Cases, count.Amount));
        return named;
    }
}

/// <summary>A counted value under the name that people read.</summary>
public sealed record NamedCount(string Name, int Cases, double Amount);

/// <summary>The figures as the page draws them.</summary>
public sealed record FiguresView(
    Figures Figures,
    IReadOnlyList<NamedCount> Classes,
    IReadOnlyList<NamedCount> Departments,
    string? ClassTitle,
    string? DepartmentTitle,
    string? AmountTitle
);

using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Workflows.Cases;
using Workflows.Cases.Processes;
using Workflows.Cases.Registers;
using Workflows.Cases.Registers.Views;
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
    RegisterViewList views,
    RegisterViewAccess sharing,
    SaveRegisterView save,
    ProcessCatalog processes,
    FormViews forms,
    CurrentPerson current,
    Times when,
    Texts texts
) : PageModel
{
    public ProcessPack Pack { get; private set; } = null!;
    public IReadOnlyList<RegisterViewRow> Views { get; private set; } = [];
    public RegisterViewRow? View { get; private set; }
    public bool MayShare { get; private set; }
    public IReadOnlyList<FieldSchema> ColumnChoices { get; private set; } = [];
    public string? NameError { get; private set; }

    [BindProperty(Name = "name")]
    public string? Name { get; set; }

    [BindProperty(Name = "shared")]
    public bool Shared { get; set; }

    [BindProperty(Name = "default")]
    public bool Default { get; set; }
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
        if (!await OpenAsync(process, stop))
            return NotFound();
        await ShowAsync(process, p, stop);
        return Page();
    }

    private async Task ShowAsync(string process, int p, CancellationToken stop)
    {
        Found = await register.PageAsync(process, current.Require(), Query.ToFilter(), new Paging(p), stop);
        var cells = new List<IReadOnlyList<string>>();
        foreach (var line in Found.Items)
            cells.Add(await table.CellsAsync(Columns, line.Data, stop));
        Cells = cells;
        Pages = PageLinks.Of(p, Found.Total, Found.Paging.Size, $"/registers/{process}{Query.ToAddress()}");
        Classes = await forms.ChoicesAsync(ClassField, stop);
        Departments = await forms.ChoicesAsync(DepartmentField, stop);
    }

    /// <summary>Why a part of the filter narrows nothing; null when it was read.</summary>
    public string? FaultAt(string name) =>
        Query.Faults.FirstOrDefault(f => f.Path == "/" + name) is { } fault ? forms.TextOf(fault) : null;

    /// <summary>The table's headings, in the order of its columns; those of one column from above to below.</summary>
    public IEnumerable<IReadOnlyList<HeadingView>> Headings() =>
        [
            [
                Heading(texts["cases.number"], (RegisterSort.NumberDown, RegisterSort.NumberUp)),
                Heading(texts["cases.status"], (RegisterSort.StatusUp, RegisterSort.StatusDown)),
            ],
            .. Columns.Select(c =>
                (IReadOnlyList<HeadingView>)
                    [
                        HeadingView.Of(
                            c.Title(Texts.Language),
                            HeadingView.OrdersOf(c, Pack.Register),
                            Pack,
                            Query,
                            c.IsNumber
                        ),
                    ]
            ),
            [Heading(texts["cases.applicant"], null)],
            [Heading(texts["cases.opened"], (RegisterSort.Newest, RegisterSort.Oldest))],
            [
                Heading(texts["register.due"], (RegisterSort.DueSoonest, RegisterSort.DueLatest)),
                Heading(texts["register.closed"], (RegisterSort.ClosedLatest, RegisterSort.ClosedEarliest)),
            ],
        ];

    private HeadingView Heading(string title, (RegisterSort, RegisterSort)? orders) =>
        HeadingView.Of(title, orders, Pack, Query);

    /// <summary>What the column is called that an order goes by, where the pack names it.</summary>
    public string TitleOf(RegisterSort sort) =>
        (
            sort switch
            {
                RegisterSort.Largest or RegisterSort.Smallest => AmountField,
                RegisterSort.ClassUp or RegisterSort.ClassDown => ClassField,
                RegisterSort.DepartmentUp or RegisterSort.DepartmentDown => DepartmentField,
                _ => null,
            }
        )?.Title(Texts.Language) ?? "";

    /// <summary>The figures alone, which the page loads after itself.</summary>
    public async Task<IActionResult> OnGetFiguresAsync(string process, CancellationToken stop)
    {
        if (!await OpenAsync(process, stop))
            return NotFound();
        var read = await figures.ReadAsync(process, current.Require(), Query.ToFilter(), stop);
        var model = new FiguresView(
            read,
            await NamedAsync(ClassField, read.Classes, stop),
            await NamedAsync(DepartmentField, read.Departments, stop),
            ClassField?.Title(Texts.Language),
            DepartmentField?.Title(Texts.Language),
            AmountField?.Title(Texts.Language),
            AmountField?.IsMoney == true ? "N2" : "#,0.##"
        );
        return Partial("/Pages/Registers/_Figures.cshtml", model);
    }

    public async Task<IActionResult> OnGetExportAsync(string process, CancellationToken stop)
    {
        if (!await OpenAsync(process, stop))
            return NotFound();
        return new SheetStream(
            $"{texts.Of(Pack.Name)}.xlsx",
            table.Headings(Columns),
            token => RowsAsync(process, token)
        );
    }

    private async IAsyncEnumerable<IReadOnlyList<object?>> RowsAsync(
        string process,
        [EnumeratorCancellation] CancellationToken stop
    )
    {
        await foreach (var line in register.AllAsync(process, current.Require(), Query.ToFilter(), stop))
            yield return await table.RowAsync(Columns, line, when, stop);
    }

    /// <summary>Gives what is shown a name; the one that is open is changed where that was asked for.</summary>
    public Task<IActionResult> OnPostSaveAsync(string process, Guid? change, CancellationToken stop) =>
        KeepAsync(
            process,
            async () =>
            {
                var input = new RegisterViewInput(Name, Query.ToAddress(), Shared, Default);
                if (change is not { } id)
                    return await save.AddAsync(process, input, current.Actor(Channel.Web), stop);
                await save.ChangeAsync(process, id, input, current.Actor(Channel.Web), stop);
                return id;
            },
            stop
        );

    public async Task<IActionResult> OnPostDeleteAsync(string process, Guid id, CancellationToken stop)
    {
        if (!await OpenAsync(process, stop))
            return NotFound();
        var name = await save.DeleteAsync(process, id, current.Actor(Channel.Web), stop);
        TempData["Done"] = texts["register.viewDeleted", name];
        TempData["DeletedView"] = id.ToString();
        return LocalRedirect($"/registers/{process}?view=none");
    }

    public Task<IActionResult> OnPostRestoreAsync(string process, Guid id, CancellationToken stop) =>
        KeepAsync(
            process,
            async () =>
            {
                Name = await save.RestoreAsync(process, id, current.Actor(Channel.Web), stop);
                return id;
            },
            stop
        );

    private async Task<IActionResult> KeepAsync(string process, Func<Task<Guid>> act, CancellationToken stop)
    {
        if (!await OpenAsync(process, stop))
            return NotFound();
        try
        {
            var id = await act();
            TempData["Done"] = texts["register.viewSaved", Name?.Trim() ?? ""];
            return LocalRedirect($"/registers/{process}?view={id}");
        }
        catch (RefusedException refused) when (refused.Fields.Count > 0)
        {
            NameError = forms.TextOf(refused.Fields[0]);
            await ShowAsync(process, 1, stop);
            return Page();
        }
    }

    private async Task<bool> OpenAsync(string process, CancellationToken stop)
    {
        if (processes.Find(process) is not { Register.Columns.Count: > 0 } pack)
            return false;
        var person = current.Require();
        Pack = pack;
        Query = RegisterQuery.Of(Request.Query);
        Views = await views.ForAsync(process, person, stop);
        MayShare = sharing.MayShare(person);
        if (Query.IsEmpty)
            View = Request.Query.ContainsKey("view")
                ? RegisterViewList.Find(Views, Request.Query["view"])
                : RegisterViewList.DefaultOf(Views);
        if (View is { } view)
            Query = RegisterQuery.Of(view.Query);
        Columns = RegisterTable.ColumnsOf(pack, Query.ColumnNames);
        ColumnChoices = RegisterTable.ChoicesOf(pack);
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

using System.Net;
using System.Text.Json;
using Microsoft.Playwright;
using Workflows.Tests.Support;

namespace Workflows.Browser.Tests;

/// <summary>What is done to many at once in Studio's lists: what was passed over is told, with why, and nothing is done to what
/// nobody sees selected.</summary>
public sealed class StudioBulkTests(Browsers browsers, OwnHost host) : IClassFixture<OwnHost>
{
    private const string Definitions = "/elsa/api/workflow-definitions";
    private const string Left = "#studio-left[open]";

    private static readonly PageWaitForSelectorOptions Patient = new() { Timeout = 120_000 };

    private static readonly object Line = new
    {
        id = "line",
        type = "Elsa.WriteLine",
        text = new { typeName = "String", expression = new { type = "Literal", value = "hello" } },
    };

    private static readonly object NoApprover = new { id = "boss", type = "Workflows.Approve" };

    private static readonly object Waiting = new
    {
        id = "wait",
        type = "Elsa.Event",
        eventName = new { typeName = "String", expression = new { type = "Literal", value = "never" } },
    };

    [Fact]
    public async Task Flows_that_publishing_many_passes_over_are_named_with_why()
    {
        await SaveAsync("bulk-good", "Bulk publish, good", Line);
        await SaveAsync("bulk-bad", "Bulk publish, bad", NoApprover);
        await using var owner = await FindAsync("Bulk publish");
        var page = owner.Page;

        await ActOnAllAsync(page, "Publish");

        await page.WaitForSelectorAsync($"{Left} dt:text-is('Bulk publish, bad')");
        await page.WaitForSelectorAsync($"{Left} dd:has-text('it names nobody')");
        (await page.Locator($"{Left} dt").CountAsync()).ShouldBe(1);
        (await ReadAsync("bulk-good")).GetProperty("isPublished").GetBoolean().ShouldBeTrue();
        await page.ClickAsync($"{Left} button");
        await ActOnAllAsync(page, "Unpublish");
        await page.WaitForSelectorAsync($"{Left} dd:has-text('no published version')");
        owner.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Deleting_many_names_the_flows_that_still_run_and_deletes_none()
    {
        await SaveAsync("bulk-idle", "Bulk delete, idle", Line);
        await SaveAsync("bulk-runs", "Bulk delete, runs", Waiting, publish: true);
        await RunAsync("bulk-runs");
        await using var owner = await FindAsync("Bulk delete");

        await ActOnAllAsync(owner.Page, "Delete");

        await owner.Page.WaitForSelectorAsync(
            "#studio-refused[open] >> text=Bulk delete, runs: 1 running instance(s) still use this definition."
        );
        (await ReadAsync("bulk-idle")).GetProperty("name").GetString().ShouldBe("Bulk delete, idle");
        owner.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_was_imported_but_not_published_is_told_with_why()
    {
        await SaveAsync("bulk-import", "Bulk import", NoApprover);
        var file = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.json");
        var text = (await ReadAsync("bulk-import")).GetRawText();
        await File.WriteAllTextAsync(file, text.Replace("\"isPublished\":false", "\"isPublished\":true"));
        await using var owner = await FindAsync("Bulk import");
        var page = owner.Page;

        await page.ClickAsync(".mud-button-group-root button >> nth=-1");
        var chooser = await page.RunAndWaitForFileChooserAsync(() =>
            page.ClickAsync(".mud-popover-open >> text=Import")
        );
        await chooser.SetFilesAsync(file);

        await page.WaitForSelectorAsync($"{Left} dt:text-is('Bulk import')");
        await page.WaitForSelectorAsync($"{Left} dd:has-text('Saved as a draft')");
        owner.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Runs_that_were_cancelled_together_are_selected_no_longer()
    {
        await SaveAsync("bulk-cancel", "Bulk cancel", Waiting, publish: true);
        for (var i = 0; i < 3; i++)
            await RunAsync("bulk-cancel");
        await using var owner = await browsers.OpenAsync("en", at: host.Address);
        await owner.SignInAsync("process-owner");
        var page = owner.Page;
        await page.GotoAsync("/studio/instances");
        await page.FillAsync(
            "#studio .mud-table-toolbar input[placeholder]",
            "bulk-cancel",
            new() { Timeout = 120_000 }
        );
        await page.WaitForSelectorAsync("tbody:not(:has(tr:nth-child(4))) tr:nth-child(3):has-text('Bulk cancel')");

        await page.ClickAsync("tbody tr:nth-child(1) input[type=checkbox]");
        await page.ClickAsync("button:has-text('Bulk actions')");
        await page.ClickAsync(".mud-popover-open .mud-menu-item:has-text('Cancel')");
        await page.ClickAsync(".mud-dialog-actions button >> nth=-1");
        await page.WaitForSelectorAsync("tbody tr :text-is('Cancelled')");

        await page.WaitForSelectorAsync("thead .mud-checkbox-false");
        (await page.Locator("tbody .mud-checkbox-true").CountAsync()).ShouldBe(0);
        owner.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Runs_are_sorted_by_the_column_that_was_clicked_and_the_page_stays_when_it_is_loaded_anew()
    {
        await SaveAsync("bulk-sort", "Bulk sort", Line, publish: true);
        await RunAsync("bulk-sort");
        await using var owner = await browsers.OpenAsync("en", at: host.Address);
        await owner.SignInAsync("process-owner");
        var page = owner.Page;
        await page.GotoAsync("/studio/instances?page=1&pageSize=10&statuses=Finished");
        await page.WaitForSelectorAsync("tbody td[data-label]", Patient);

        var asked = await page.RunAndWaitForRequestAsync(
            () => page.ClickAsync("th:has-text('Updated') .mud-table-sort-label"),
            request => request.Url.EndsWith("/workflow-instances", StringComparison.Ordinal) && request.Method == "POST"
        );

        JsonDocument.Parse(asked.PostData!).RootElement.GetProperty("orderBy").GetString().ShouldBe("LastExecuted");
        await page.WaitForSelectorAsync("tbody td[data-label]");
        owner.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_exported_run_is_imported_again_and_what_is_none_is_refused_with_why()
    {
        await SaveAsync("bulk-run", "Bulk run", Line, publish: true);
        await RunAsync("bulk-run");
        var api = await host.Company.As("process-owner");
        var run = await api.PostAsync($"{Definitions}/bulk-run/execute", new { });
        var id = (string)run.Object["workflowState"]!["id"]!;
        var exported = await api.GetAsync($"/elsa/api/workflow-instances/{id}/export");
        (await api.DeleteAsync($"/elsa/api/workflow-instances/{id}")).Status.ShouldBe(HttpStatusCode.NoContent);
        await using var owner = await browsers.OpenAsync("en", at: host.Address);
        await owner.SignInAsync("process-owner");
        var page = owner.Page;
        await page.GotoAsync("/studio/instances");
        await page.WaitForSelectorAsync("tbody td[data-label]", Patient);

        await ImportRunAsync(page, exported.Body);
        await page.WaitForSelectorAsync("text=Successfully imported one instance");
        (await api.GetAsync($"/elsa/api/workflow-instances/{id}")).Status.ShouldBe(HttpStatusCode.OK);

        await ImportRunAsync(page, """{"name":"no run"}""");
        await page.WaitForSelectorAsync("#studio-refused[open] >> text=is no exported instance");
        owner.Complaints.ShouldBeEmpty();
    }

    private static async Task ImportRunAsync(IPage page, string text)
    {
        await page.ClickAsync("button:has(:text-is('Actions'))");
        var chooser = await page.RunAndWaitForFileChooserAsync(() =>
            page.ClickAsync(".mud-popover-open >> text=Import")
        );
        var file = new FilePayload
        {
            Name = "run.json",
            MimeType = "application/json",
            Buffer = System.Text.Encoding.UTF8.GetBytes(text),
        };
        await chooser.SetFilesAsync(file);
    }

    private async Task<Visitor> FindAsync(string name)
    {
        var owner = await browsers.OpenAsync("en", at: host.Address);
        await owner.SignInAsync("process-owner");
        await owner.Page.GotoAsync("/studio");
        await owner.Page.FillAsync("#studio input[type=text]", name, new() { Timeout = 120_000 });
        await owner.Page.WaitForSelectorAsync($"tbody:not(:has(tr:not(:has-text('{name}')))) tr", Patient);
        return owner;
    }

    private static async Task ActOnAllAsync(IPage page, string act)
    {
        await page.ClickAsync("thead input[type=checkbox]");
        await page.WaitForSelectorAsync("thead .mud-checkbox-true");
        await page.ClickAsync("button:has-text('Bulk actions')");
        await page.ClickAsync($".mud-popover-open .mud-menu-item:has(:text-is('{act}'))");
        await page.ClickAsync(".mud-dialog-actions button >> nth=-1");
    }

    private async Task SaveAsync(string id, string name, object activity, bool publish = false)
    {
        var root = new
        {
            id = "flow",
            type = "Elsa.Flowchart",
            activities = new[] { activity },
        };
        var model = new
        {
            definitionId = id,
            name,
            root,
        };
        var api = await host.Company.As("process-owner");
        (await api.PostAsync(Definitions, new { model, publish })).ShouldBe(HttpStatusCode.OK);
    }

    private async Task RunAsync(string id)
    {
        var api = await host.Company.As("process-owner");
        (await api.PostAsync($"{Definitions}/{id}/execute", new { })).ShouldBe(HttpStatusCode.OK);
    }

    private async Task<JsonElement> ReadAsync(string id)
    {
        var api = await host.Company.As("process-owner");
        var found = await api.GetAsync($"{Definitions}/by-definition-id/{id}?versionOptions=Latest");
        return JsonDocument.Parse(found.Object.ToJsonString()).RootElement;
    }
}

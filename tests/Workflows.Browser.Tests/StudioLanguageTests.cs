using System.Net;
using Microsoft.Playwright;
using Workflows.Tests.Support;

namespace Workflows.Browser.Tests;

/// <summary>Studio in the language of who reads it (design rule 8); what people have written stays as they wrote it.</summary>
public sealed class StudioLanguageTests(Browsers browsers)
{
    private const string Definitions = "/elsa/api/workflow-definitions";

    /// <summary>What is seen in Latin letters, but for what people have named: cells that hold ids and names, the drawing, and
    /// what is entered.</summary>
    private const string Latin = """
        () => {
          const theirs = "header, dialog, script, style, td[data-label], .x6-graph, .monaco-editor, #blazor-error-ui";
          const found = [];
          const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
          while (walk.nextNode()) {
            const element = walk.currentNode.parentElement;
            if (element.checkVisibility({ visibilityProperty: true }) && !element.closest(theirs)) found.push(walk.currentNode.data.trim());
          }
          for (const element of document.querySelectorAll("#studio [title], #studio [placeholder], #studio [aria-label]"))
            if (!element.closest(theirs))
              found.push(element.title, element.getAttribute("placeholder") ?? "", element.ariaLabel ?? "");
          return found.filter(text => /[A-Za-z]{2}/.test(text));
        }
        """;

    private static readonly PageWaitForSelectorOptions Patient = new() { Timeout = 120_000 };

    [Theory]
    [InlineData("zh-CN", "新建流程", "流程的名称。", "删除", "确定要删除此流程吗？")]
    [InlineData("zh-TW", "建立流程", "流程的名稱。", "刪除", "確定要刪除此流程嗎？")]
    public async Task The_list_and_its_dialogs_are_Chinese(
        string language,
        string create,
        string aboutName,
        string delete,
        string question
    )
    {
        await using var owner = await OpenAsync(language, "/studio", "tr:has-text('customer-access')");
        var page = owner.Page;
        (await page.EvaluateAsync<string[]>(Latin)).ShouldBeEmpty();

        await page.ClickAsync($"button:has-text('{create}')");
        await page.WaitForSelectorAsync($".mud-dialog :text-is('{aboutName.Replace("流程", "新流程")}')");
        await page.Keyboard.PressAsync("Escape");
        await page.WaitForSelectorAsync(
            ".mud-dialog",
            new PageWaitForSelectorOptions { State = WaitForSelectorState.Detached }
        );
        await page.ClickAsync("tbody tr:has-text('customer-access') button >> nth=-1");
        await page.ClickAsync($".mud-popover-open .mud-menu-item:has-text('{delete}')");

        await page.WaitForSelectorAsync($".mud-dialog :text-is('{question}')");
        (await page.EvaluateAsync<string[]>(Latin)).ShouldBeEmpty();
        owner.Complaints.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("zh-CN", "属性", "变量", "子流程", "运行子流程", "流程的名称。", "添加变量", "新建变量")]
    [InlineData("zh-TW", "屬性", "變數", "子流程", "執行子流程", "流程的名稱。", "新增變數", "建立變數")]
    public async Task The_editor_its_palette_and_its_dialogs_are_Chinese(
        string language,
        string properties,
        string variables,
        string category,
        string activity,
        string aboutName,
        string add,
        string dialog
    )
    {
        await using var owner = await OpenAsync(language, "/studio/definitions/memo", ".x6-node >> nth=3");
        var page = owner.Page;
        await page.WaitForSelectorAsync($":text-is('{aboutName}')");
        await page.ClickAsync($".mud-expand-panel-header:has-text('{category}')");
        await page.WaitForSelectorAsync($".mud-expand-panel :text-is('{activity}')");
        (await page.Locator($".mud-tab:has-text('{properties}')").CountAsync()).ShouldBe(1);

        await page.Locator($".mud-tab:has-text('{variables}')").Last.DispatchEventAsync("click");
        await page.ClickAsync($"button:has-text('{add}')");

        await page.WaitForSelectorAsync($".mud-dialog :text-is('{dialog}')");
        owner.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_person_has_called_like_a_word_of_Studios_stays()
    {
        var api = await browsers.Company.As("process-owner");
        (await api.PostTextAsync(Definitions, Named)).ShouldBe(HttpStatusCode.OK);
        await using var owner = await OpenAsync("zh-CN", "/studio/definitions/called", ".x6-node >> nth=0");
        var page = owner.Page;

        await page.WaitForSelectorAsync(".x6-node :text-is('Name')");
        await page.WaitForSelectorAsync(".mud-tab:text-is('Delete')");
        await page.Locator(".mud-tab:has-text('变量')").Last.DispatchEventAsync("click");
        await page.WaitForSelectorAsync("td:text-is('Status')");
        await page.GotoAsync("/studio");
        await page.WaitForSelectorAsync("td:has-text('Delete')", Patient);
        (await page.Locator("tr:has(td:has-text('Delete')) td:has-text('Version')").CountAsync()).ShouldBe(1);
        (await page.Locator("td:has-text('删除')").CountAsync()).ShouldBe(0);
        (await api.DeleteAsync($"{Definitions}/called")).Status.ShouldBe(HttpStatusCode.NoContent);
    }

    [Fact]
    public async Task Runs_show_their_states_and_journal_in_Chinese()
    {
        await browsers.Company.StartAsync();
        await using var owner = await OpenAsync("zh-CN", "/studio/instances", "td :text-is('等待中')");
        var page = owner.Page;

        await page.ClickAsync("tbody tr:has(td :text-is('等待中')) td >> nth=1");

        await page.WaitForSelectorAsync(".mud-timeline-item-content:has-text('已开始')", Patient);
        await page.WaitForSelectorAsync("td:text-is('流程定义编号')");
        owner.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Who_reads_English_sees_Studio_as_it_is()
    {
        await using var owner = await OpenAsync("en-US", "/studio", "tr:has-text('customer-access')");

        await owner.Page.WaitForSelectorAsync("button:has-text('Create workflow')");
        await owner.Page.WaitForSelectorAsync("th:has-text('Published version')");
        (await owner.Page.Locator("#studio-words, script[src*=studio-language]").CountAsync()).ShouldBe(0);
        owner.Complaints.ShouldBeEmpty();
    }

    private async Task<Visitor> OpenAsync(string language, string path, string shown)
    {
        var owner = await browsers.OpenAsync(language);
        await owner.SignInAsync("process-owner");
        await owner.Page.GotoAsync(path);
        await owner.Page.WaitForSelectorAsync(shown, Patient);
        return owner;
    }

    private const string Named = """
        {"publish":false,"model":{"definitionId":"called","name":"Delete","description":"Version",
         "variables":[{"id":"v1","name":"Status","typeName":"String","isArray":false}],
         "root":{"id":"flow","type":"Elsa.Flowchart","version":1,"connections":[],"variables":[],"activities":[
          {"id":"line","type":"Elsa.WriteLine","version":1,
           "text":{"typeName":"String","expression":{"type":"Literal","value":"Save"}},
           "metadata":{"displayText":"Name","designer":{"position":{"x":40,"y":40},"size":{"width":180,"height":50}}}}]}}}
        """;
}

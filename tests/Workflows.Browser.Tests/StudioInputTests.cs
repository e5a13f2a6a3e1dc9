using System.Text.Json.Nodes;
using Microsoft.Playwright;
using Workflows.Tests.Support;

namespace Workflows.Browser.Tests;

/// <summary>Inputs and settings that are edited by hand in Studio are what the flow then holds.</summary>
public sealed class StudioInputTests(Browsers browsers, OwnHost host) : IClassFixture<OwnHost>
{
    private const string Definitions = "/elsa/api/workflow-definitions";
    private const string Option = ".mud-popover-open :is([role=option], .mud-list-item)";
    private const string AddCase = "button:has-text('Add case')";
    private const string Edited = ".mud-tabs-panels tr:has(input[type=text])";

    private static readonly object Event = new
    {
        typeName = "String",
        expression = new { type = "Literal", value = "never" },
    };

    private static readonly PageClickOptions Soon = new() { Timeout = 10_000 };
    private static readonly PageWaitForSelectorOptions Patient = new() { Timeout = 120_000 };

    [Fact]
    public async Task Cases_are_added_one_after_the_other_renamed_and_removed()
    {
        var id = await CreateAsync("cases", new { id = "choose", type = "Elsa.FlowSwitch" });
        await using var owner = await OpenAsync(id, "choose");
        var page = owner.Page;

        await EditAsync(page, AddCase, "big", "getVariable('x') > 10");
        await CasesAsync(id, "big");
        await EditAsync(page, AddCase, "small", "getVariable('x') < 3");
        await CasesAsync(id, "big", "small");
        await EditAsync(page, Row("big") + " button >> nth=0", "huge", "getVariable('x') > 100");
        await CasesAsync(id, "huge", "small");
        await page.ClickAsync(Row("small") + " button >> nth=-1");

        await CasesAsync(id, "huge");
        owner.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task How_a_flow_is_activated_is_shown_as_it_was_chosen()
    {
        var id = await CreateAsync("activated", new { id = "line", type = "Elsa.WriteLine" });
        await using var owner = await OpenAsync(id, "line");
        var page = owner.Page;

        await page.ClickAsync(Select("Activation strategy"));
        await page.ClickAsync($"{Option}:has-text('Correlated singleton')");
        await Eventually.SeesAsync(
            async () => (string?)(await ReadAsync(id))["options"]!["activationStrategyType"],
            name => name?.Contains("CorrelatedSingleton", StringComparison.Ordinal) == true,
            "the strategy is saved"
        );
        await page.ReloadAsync();

        await page.WaitForSelectorAsync($"{Select("Activation strategy")} >> text=Correlated singleton", Patient);
        owner.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task Fixed_words_of_our_activities_read_in_the_readers_language()
    {
        var id = await CreateAsync("words", new { id = "approve", type = "Workflows.Approve" });
        await using var owner = await OpenAsync(id, "approve", "zh-CN");
        var page = owner.Page;

        await page.ClickAsync(Select("方式"));
        await page.ClickAsync($"{Option}:has-text('会签 (All)')");

        await Eventually.SeesAsync(
            async () => (string?)First(await ReadAsync(id))["mode"]?["expression"]?["value"],
            mode => mode == "All",
            "the flow is written with the word itself"
        );
    }

    [Fact]
    public async Task The_method_that_an_endpoint_answers_unless_told_otherwise_is_ticked()
    {
        var id = await CreateAsync("door", new { id = "door", type = "Elsa.HttpEndpoint" });
        await using var owner = await OpenAsync(id, "door");
        var page = owner.Page;
        await page.WaitForSelectorAsync(".mud-checkbox:has-text('GET') .mud-checkbox-true");

        await page.ClickAsync(".mud-checkbox:has-text('POST')");

        await Eventually.SeesAsync(
            async () => (string?)First(await ReadAsync(id))["supportedMethods"]!["expression"]!["value"],
            methods => methods == """["GET","POST"]""",
            "both methods are saved"
        );
        owner.Complaints.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_act_that_is_refused_is_explained_and_Studio_goes_on()
    {
        var id = await CreateAsync(
            "still running",
            new
            {
                id = "wait",
                type = "Elsa.Event",
                eventName = Event,
            }
        );
        var api = await host.Company.As("process-owner");
        (await api.PostAsync($"{Definitions}/{id}/publish", new { })).ShouldBe(System.Net.HttpStatusCode.OK);
        (await api.PostAsync($"{Definitions}/{id}/execute", new { })).ShouldBe(System.Net.HttpStatusCode.OK);
        await using var owner = await browsers.OpenAsync("en", at: host.Address);
        await owner.SignInAsync("process-owner");
        var page = owner.Page;
        await page.GotoAsync("/studio");
        await page.FillAsync("#studio input[type=text]", "still running", new PageFillOptions { Timeout = 120_000 });

        await page.ClickAsync("tbody tr:has-text('still running'):only-child button >> nth=-1");
        await page.ClickAsync(".mud-popover-open .mud-menu-item:has-text('Delete')");
        await page.ClickAsync(".mud-dialog-actions button >> nth=-1");

        await page.WaitForSelectorAsync(
            "#studio-refused[open] >> text=1 running instance(s) still use this definition."
        );
        await page.ClickAsync("#studio-refused button");
        await page.WaitForSelectorAsync("tbody tr:has-text('still running')", Patient);
        owner.Complaints.ShouldBeEmpty();
    }

    // Studio draws the table anew once it has saved, and what was begun before that is gone: then it is begun again.
    private static async Task EditAsync(IPage page, string open, string label, string condition)
    {
        for (var tries = 1; ; tries++)
            try
            {
                if (await page.Locator(Edited).CountAsync() == 0)
                    await page.ClickAsync(open, Soon);
                await page.ClickAsync($"{Edited} .mud-select", Soon);
                await page.ClickAsync($"{Option}:has-text('JavaScript')", Soon);
                await page.FillAsync($"{Edited} td:nth-of-type(2) input", label, new() { Timeout = Soon.Timeout });
                await page.FillAsync($"{Edited} td:nth-of-type(3) input", condition, new() { Timeout = Soon.Timeout });
                await page.ClickAsync($"{Edited} button >> nth=0", Soon);
                await page.Locator(Row(label)).WaitForAsync(new() { Timeout = Soon.Timeout });
                return;
            }
            catch (TimeoutException) when (tries < 5) { }
    }

    private Task CasesAsync(string id, params string[] labels) =>
        Eventually.SeesAsync(
            async () =>
                string.Join(',', First(await ReadAsync(id))["cases"]!.AsArray().Select(one => (string?)one!["label"])),
            seen => seen == string.Join(',', labels),
            $"the cases are {string.Join(',', labels)}"
        );

    private static string Row(string label) => $".mud-tabs-panels tr:has(td:text-is('{label}'))";

    private static string Select(string label) => $".mud-input-control:has(> * label:text-is('{label}')) >> nth=-1";

    private static JsonNode First(JsonObject flow) => flow["root"]!["activities"]![0]!;

    private async Task<Visitor> OpenAsync(string id, string activity, string locale = "en")
    {
        var owner = await browsers.OpenAsync(locale, at: host.Address);
        await owner.SignInAsync("process-owner");
        await owner.Page.GotoAsync($"/studio/definitions/{id}/edit");
        await owner.Page.ClickAsync($".x6-node[data-cell-id={activity}]", new PageClickOptions { Timeout = 120_000 });
        return owner;
    }

    private async Task<string> CreateAsync(string name, object activity)
    {
        var api = await host.Company.As("process-owner");
        var root = new
        {
            id = "flow",
            type = "Elsa.Flowchart",
            activities = new[] { activity },
        };
        var saved = await api.PostAsync(Definitions, new { model = new { name, root }, publish = false });
        return (string)saved.ShouldBe(System.Net.HttpStatusCode.OK).Object["workflowDefinition"]!["definitionId"]!;
    }

    private async Task<JsonObject> ReadAsync(string id)
    {
        var api = await host.Company.As("process-owner");
        return (await api.GetAsync($"{Definitions}/by-definition-id/{id}?versionOptions=Latest")).Object;
    }
}

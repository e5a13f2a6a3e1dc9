using System.Diagnostics;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Cases.People;

namespace Workflows.Benchmarks;

/// <summary>How long the API takes to answer with a page of a large register.</summary>
internal static class RegisterMeasurements
{
    private const int Warm = 5;
    private const int Times = 21;

    private static readonly (string What, string Address)[] Asked =
    [
        ("newest first", ""),
        ("page 400", "?page=400"),
        ("oldest first", "?sort=oldest"),
        ("by number", "?sort=numberUp"),
        ("by amount", "?sort=largest"),
        ("by due day", "?sort=dueSoonest"),
        ("by closing", "?sort=closedLatest"),
        ("by class", "?sort=classUp"),
        ("by department", "?sort=departmentUp"),
        ("by status", "?sort=statusUp"),
        ("of a class and department", "?class=quality&department=rnd"),
        ("of amounts from 1000 to 2000", "?min=1000&max=2000"),
        ("two characters searched for", "?text=轴承"),
        ("searched for what none has", "?text=查无此物"),
        ("figures", "/figures"),
        ("figures of a class", "/figures?class=quality"),
    ];

    public static async Task RunAsync(string name, BenchHost host, int cases)
    {
        using var client = await SignInAsync(host);
        var watch = Stopwatch.StartNew();
        var applicant = host.Services.GetRequiredService<PeopleDirectory>().Current.Find("marketing")!.Id;
        await new RegisterFill(host, applicant).RunAsync(cases);
        Console.WriteLine($"{name}: {cases} complaints written in {watch.Elapsed.TotalSeconds:0} s");
        Console.WriteLine();
        Console.WriteLine($"| {name}, {cases} complaints | median ms | slowest ms |");
        Console.WriteLine("| --- | ---: | ---: |");
        foreach (var (what, address) in Asked)
        {
            var took = await MeasureAsync(client, $"/api/registers/complaint{address}");
            Console.WriteLine($"| {what} | {took[took.Count / 2]:0} | {took[^1]:0} |");
        }
        Console.WriteLine();
    }

    private static async Task<List<double>> MeasureAsync(HttpClient client, string address)
    {
        var took = new List<double>();
        for (var i = 0; i < Warm + Times; i++)
        {
            var watch = Stopwatch.StartNew();
            using var reply = await client.GetAsync(new Uri(address, UriKind.Relative));
            reply.EnsureSuccessStatusCode();
            if (i >= Warm)
                took.Add(watch.Elapsed.TotalMilliseconds);
        }
        took.Sort();
        return took;
    }

    private static async Task<HttpClient> SignInAsync(BenchHost host)
    {
        var client = host.CreateClient();
        using var reply = await client.PostAsJsonAsync("/api/session", new { user = "cs-manager", password = "demo" });
        var session = (await reply.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!;
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", (string)session["token"]!);
        return client;
    }
}

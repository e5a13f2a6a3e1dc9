using System.Text.Json.Nodes;
using Workflows.Tests.Support;

namespace Workflows.Tests.Studio;

/// <summary>What a start does with a pack whose flow has changed since it was imported.</summary>
public sealed class PackImportTests
{
    [Fact]
    public async Task A_newer_flow_of_a_pack_is_published_when_nobody_edited_the_old_one()
    {
        var packs = CopyPacks();
        await using var host = await HostProcess.StartAsync(Database.Sqlite, new() { ["Packs:Folder"] = packs });
        ChangeDue(packs, "00:30:00");

        await host.RestartAsync();

        var company = new Company(host.Address);
        var number = await company.StartAsync();
        var due = (await (await company.As("cs-manager")).TaskAsync(number)).Due!.Value;
        (due - TimeProvider.System.GetUtcNow()).ShouldBeLessThanOrEqualTo(TimeSpan.FromMinutes(30));
    }

    private static void ChangeDue(string packs, string due)
    {
        var file = Path.Combine(packs, "correction", "flow.json");
        var flow = JsonNode.Parse(File.ReadAllText(file))!;
        var review = flow["root"]!["activities"]!.AsArray().Single(a => (string)a!["id"]! == "csManagerReview")!;
        review["due"]!["expression"]!["value"] = due;
        File.WriteAllText(file, flow.ToJsonString());
    }

    private static string CopyPacks()
    {
        var from = Repository.Path("workflows");
        var to = Directory.CreateTempSubdirectory("packs-").FullName;
        foreach (var file in Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
        return to;
    }
}

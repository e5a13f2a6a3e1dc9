using System.Text.Json.Nodes;

namespace Elsa.Tests.Contract;

/// <summary>What a real Elsa 3.8 answered, without its descriptions.</summary>
internal static class Recorded
{
    public static JsonNode Read(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Contract", name)))!;
}

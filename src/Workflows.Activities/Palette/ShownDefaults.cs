using Elsa.Workflows;
using Elsa.Workflows.Models;

namespace Workflows.Activities.Palette;

/// <summary>What an activity does unless it is told otherwise, where Elsa's descriptors keep silent about it: Studio would show a
/// new HTTP endpoint with no method ticked, and drop GET when another is.</summary>
public sealed class ShownDefaults : IActivityDescriptorModifier
{
    private static readonly Dictionary<(string Type, string Input), object> Known = new()
    {
        [("Elsa.HttpEndpoint", "SupportedMethods")] = new[] { "GET" },
    };

    public void Modify(ActivityDescriptor descriptor)
    {
        foreach (var input in descriptor.Inputs)
            if (Known.TryGetValue((descriptor.TypeName, input.Name), out var value))
                input.DefaultValue = value;
    }
}

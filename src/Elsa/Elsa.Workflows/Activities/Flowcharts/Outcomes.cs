namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>The ways on that an activity has chosen.</summary>
public record Outcomes(params string[] Names)
{
    // The null stands for arrows drawn in code without a port.
    public static readonly Outcomes Default = new(null!, "Done");
    public static readonly Outcomes Empty = new();
}

namespace Workflows.Host.Pages.Flow;

/// <summary>A process's definition drawn, with where a case stands in it.</summary>
public sealed record FlowPicture(
    double Width,
    double Height,
    IReadOnlyList<FlowNode> Nodes,
    IReadOnlyList<FlowEdge> Edges
);

/// <summary>A step. <paramref name="State"/> is current, done or plain.</summary>
public sealed record FlowNode(string Id, string Title, double X, double Y, double Width, double Height, string State);

/// <summary>A way from step to step as the path of an SVG; a label where one step has several ways out.</summary>
public sealed record FlowEdge(string Path, string? Label, double LabelX, double LabelY);

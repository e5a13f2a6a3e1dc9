using System.Globalization;
using Workflows.Host.Engine;

namespace Workflows.Host.Pages.Flow;

/// <summary>Puts a flow's boxes and lines where an SVG can draw them.</summary>
internal static class FlowLayout
{
    private const double Margin = 24;

    public static DrawnFlow Draw(
        FlowPicture picture,
        Func<FlowNode, string> title,
        Func<string, string> outcome,
        Func<string, string> state
    )
    {
        var corners = picture.Edges.SelectMany(e => e.Vertices).ToList();
        var left = picture.Nodes.Select(n => n.X).Concat(corners.Select(c => c.X)).DefaultIfEmpty().Min() - Margin;
        var top = picture.Nodes.Select(n => n.Y).Concat(corners.Select(c => c.Y)).DefaultIfEmpty().Min() - Margin;
        var right = picture.Nodes.Select(n => n.X + n.Width).Concat(corners.Select(c => c.X)).DefaultIfEmpty().Max();
        var bottom = picture.Nodes.Select(n => n.Y + n.Height).Concat(corners.Select(c => c.Y)).DefaultIfEmpty().Max();
        var boxes = picture.Nodes.ToDictionary(n => n.Id, n => n with { X = n.X - left, Y = n.Y - top });
        var ways = picture.Edges.Select(e =>
        {
            var several = picture.Edges.Count(other => other.Source == e.Source) > 1;
            var bends = e.Vertices.Select(v => new FlowPoint(v.X - left, v.Y - top));
            return Way(boxes[e.Source], boxes[e.Target], [.. bends], e.Port, several ? outcome(e.Port) : null);
        });
        return new DrawnFlow(
            right - left + Margin,
            bottom - top + Margin,
            [.. boxes.Values.Select(n => new DrawnStep(title(n), n.X, n.Y, n.Width, n.Height, state(n.Id)))],
            [.. ways]
        );
    }

    private static DrawnWay Way(FlowNode from, FlowNode to, IReadOnlyList<FlowPoint> bends, string port, string? label)
    {
        var start = Border(from, bends.Count > 0 ? bends[0] : Middle(to));
        var end = Border(to, bends.Count > 0 ? bends[^1] : Middle(from));
        FlowPoint[] points = [start, .. bends, end];
        var path = "M" + string.Join(" L", points.Select(p => $"{Text(p.X)} {Text(p.Y)}"));
        var next = points[1];
        // On the first stretch, close to the step it belongs to.
        var length = Math.Max(1, Math.Sqrt(Math.Pow(next.X - start.X, 2) + Math.Pow(next.Y - start.Y, 2)));
        var at = Math.Min(0.5, 44 / length);
        return new DrawnWay(
            path,
            port is "Returned" or "Rejected" ? port : "plain",
            label,
            start.X + (next.X - start.X) * at,
            start.Y + (next.Y - start.Y) * at
        );
    }

    private static FlowPoint Middle(FlowNode node) => new(node.X + node.Width / 2, node.Y + node.Height / 2);

    /// <summary>Where the line from a box's middle towards a point leaves the box.</summary>
    private static FlowPoint Border(FlowNode node, FlowPoint towards)
    {
        var middle = Middle(node);
        var (dx, dy) = (towards.X - middle.X, towards.Y - middle.Y);
        if (dx == 0 && dy == 0)
            return middle;
        var across = dx == 0 ? double.MaxValue : node.Width / 2 / Math.Abs(dx);
        var along = dy == 0 ? double.MaxValue : node.Height / 2 / Math.Abs(dy);
        var part = Math.Min(across, along);
        return new FlowPoint(middle.X + dx * part, middle.Y + dy * part);
    }

    internal static string Text(double number) => number.ToString("0.#", CultureInfo.InvariantCulture);
}

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
        var points = bends.Count == 0 ? Straight(from, to) : Bent(from, to, bends, ShiftOf(port));
        var (start, next) = (points[0], points[1]);
        // On the first stretch, close to the step it belongs to.
        var length = Math.Max(1, Math.Abs(next.X - start.X) + Math.Abs(next.Y - start.Y));
        var at = Math.Min(0.5, 44 / length);
        return new DrawnWay(
            "M" + string.Join(" L", points.Select(p => $"{Text(p.X)} {Text(p.Y)}")),
            port is "Returned" or "Rejected" ? port : "plain",
            label,
            start.X + (next.X - start.X) * at,
            start.Y + (next.Y - start.Y) * at
        );
    }

    private static FlowPoint[] Straight(FlowNode from, FlowNode to)
    {
        var (a, b) = (Middle(from), Middle(to));
        if (Math.Abs(a.Y - b.Y) < 1 || Math.Abs(a.X - b.X) < 1)
            return [Border(from, b), Border(to, a)];
        var right = a.X < b.X;
        var start = new FlowPoint(right ? from.X + from.Width : from.X, a.Y);
        var end = new FlowPoint(right ? to.X : to.X + to.Width, b.Y);
        var middle = (start.X + end.X) / 2;
        return [start, new(middle, a.Y), new(middle, b.Y), end];
    }

    // The author's corners, joined at right angles: out of a box up or down, along, and into the other up or down.
    private static FlowPoint[] Bent(FlowNode from, FlowNode to, IReadOnlyList<FlowPoint> bends, double shift)
    {
        var points = new List<FlowPoint>();
        var leaves = Leave(from, bends[0], shift);
        points.Add(leaves);
        if (IsBeside(from, bends[0]))
            points.Add(new(bends[0].X, leaves.Y));
        else
            points.Add(new(leaves.X, bends[0].Y));
        points.AddRange(bends.Skip(1).SkipLast(1));
        var enters = Leave(to, bends[^1], 0);
        if (bends.Count == 1 && !IsBeside(from, bends[0]) && IsBeside(to, bends[0]))
            return [leaves, new(leaves.X, enters.Y), enters];
        if (bends.Count > 1 && Math.Abs(points[^1].Y - bends[^1].Y) > 1)
            points.Add(new(points[^1].X, bends[^1].Y));
        points.Add(IsBeside(to, bends[^1]) ? new(bends[^1].X, enters.Y) : new(enters.X, bends[^1].Y));
        points.Add(enters);
        return [.. points];
    }

    private static bool IsBeside(FlowNode node, FlowPoint point) =>
        point.Y >= node.Y && point.Y <= node.Y + node.Height;

    private static FlowPoint Leave(FlowNode node, FlowPoint towards, double shift)
    {
        var middle = Middle(node);
        return IsBeside(node, towards)
            ? new(towards.X < middle.X ? node.X : node.X + node.Width, middle.Y)
            : new(middle.X + shift, towards.Y < node.Y ? node.Y : node.Y + node.Height);
    }

    // Ways out of one side of a box do not lie on each other, nor on those that come in.
    private static double ShiftOf(string port) =>
        port switch
        {
            "Returned" => 60,
            "Rejected" => 60,
            "Done" or "False" => -36,
            _ => 0,
        };

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

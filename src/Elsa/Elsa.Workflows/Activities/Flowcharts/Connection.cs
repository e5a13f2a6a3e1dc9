namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>A line from an activity's outcome to the activity that comes next.</summary>
public class Connection
{
    public Connection() { }

    public Connection(IActivity source, IActivity target)
        : this(new Endpoint(source), new Endpoint(target)) { }

    public Connection(Endpoint source, Endpoint target)
    {
        Source = source;
        Target = target;
    }

    public Endpoint Source { get; set; } = null!;

    public Endpoint Target { get; set; } = null!;

    /// <summary>The bends that the designer drew.</summary>
    public ICollection<Position> Vertices { get; set; } = new List<Position>();
}

/// <summary>One end of a line. Without a port it is the activity's default.</summary>
public class Endpoint
{
    public Endpoint() { }

    public Endpoint(IActivity activity, string? port = null)
    {
        Activity = activity;
        Port = port;
    }

    public IActivity Activity { get; set; } = null!;

    public string? Port { get; set; }
}

/// <summary>A point on the designer's canvas.</summary>
public class Position
{
    public double X { get; set; }

    public double Y { get; set; }
}

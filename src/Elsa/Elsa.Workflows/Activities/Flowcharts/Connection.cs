namespace Elsa.Workflows.Activities.Flowchart.Models;

/// <summary>An arrow of a flowchart. Two arrows between the same ports are the same.</summary>
public class Connection : IEquatable<Connection>
{
    private string? _key;

    public Connection() { }

    public Connection(Endpoint source, Endpoint target)
    {
        Source = source;
        Target = target;
    }

    public Connection(IActivity source, IActivity target)
        : this(new Endpoint(source), new Endpoint(target)) { }

    public Endpoint Source { get; set; } = null!;

    public Endpoint Target { get; set; } = null!;

    /// <summary>Where the designer bends the arrow.</summary>
    public ICollection<Position> Vertices { get; set; } = [];

    /// <summary>The name under which a running flowchart counts this arrow; it is part of saved state.</summary>
    internal string Key => _key ??= ToString();

    public bool Equals(Connection? other) =>
        other is not null
        && Source.Activity == other.Source.Activity
        && Source.Port == other.Source.Port
        && Target.Activity == other.Target.Activity
        && Target.Port == other.Target.Port;

    public override bool Equals(object? obj) => Equals(obj as Connection);

    public override int GetHashCode() => HashCode.Combine(Source.Activity, Source.Port, Target.Activity, Target.Port);

    public override string ToString() => $"{Source}->{Target}";
}

/// <summary>One end of an arrow.</summary>
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

    public override string ToString() => string.IsNullOrEmpty(Port) ? Activity.Id : $"{Activity.Id}:{Port}";
}

/// <summary>A point on the designer's canvas.</summary>
public class Position
{
    public double X { get; set; }

    public double Y { get; set; }
}

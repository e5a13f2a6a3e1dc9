using System.Text.Json;
using System.Text.Json.Serialization;

namespace Elsa.Workflows.Models;

/// <summary>A kind of activity: what designers show and how one is made.</summary>
public class ActivityDescriptor
{
    public string? TenantId { get; set; }

    public string TypeName { get; set; } = null!;

    public Type ClrType { get; set; } = null!;

    public string Namespace { get; set; } = null!;

    public string Name { get; set; } = null!;

    public int Version { get; set; }

    public string Category { get; set; } = null!;

    public string? DisplayName { get; set; }

    public string? Description { get; set; }

    public ICollection<InputDescriptor> Inputs { get; init; } = new List<InputDescriptor>();

    public ICollection<OutputDescriptor> Outputs { get; init; } = new List<OutputDescriptor>();

    [JsonIgnore]
    public ICollection<Attribute> Attributes { get; set; } = new List<Attribute>();

    [JsonIgnore]
    public Func<ActivityConstructorContext, ActivityConstructionResult> Constructor { get; set; } = null!;

    public ActivityKind Kind { get; set; } = ActivityKind.Action;

    public bool RunAsynchronously { get; set; }

    public ICollection<Port> Ports { get; set; } = new List<Port>();

    public IDictionary<string, object> CustomProperties { get; set; } = new Dictionary<string, object>();

    public IDictionary<string, object> ConstructionProperties { get; set; } = new Dictionary<string, object>();

    public bool IsContainer { get; set; }

    public bool IsBrowsable { get; set; } = true;

    public bool IsStart { get; set; }

    public bool IsTerminal { get; set; }

    [JsonIgnore]
    public Func<JsonSerializerOptions, JsonSerializerOptions>? ConfigureSerializerOptions { get; set; }

    /// <summary>One that can be changed for a single reader.</summary>
    internal ActivityDescriptor Copy() =>
        new()
        {
            TenantId = TenantId,
            TypeName = TypeName,
            ClrType = ClrType,
            Namespace = Namespace,
            Name = Name,
            Version = Version,
            Category = Category,
            DisplayName = DisplayName,
            Description = Description,
            Inputs = [.. Inputs.Select(input => input.Copy<InputDescriptor>())],
            Outputs = [.. Outputs.Select(output => output.Copy<OutputDescriptor>())],
            Attributes = Attributes,
            Constructor = Constructor,
            Kind = Kind,
            RunAsynchronously = RunAsynchronously,
            Ports =
            [
                .. Ports.Select(port => new Port
                {
                    Name = port.Name,
                    DisplayName = port.DisplayName,
                    Type = port.Type,
                    IsBrowsable = port.IsBrowsable,
                }),
            ],
            CustomProperties = new Dictionary<string, object>(CustomProperties),
            ConstructionProperties = ConstructionProperties,
            IsContainer = IsContainer,
            IsBrowsable = IsBrowsable,
            IsStart = IsStart,
            IsTerminal = IsTerminal,
            ConfigureSerializerOptions = ConfigureSerializerOptions,
        };
}

/// <summary>An exit of an activity.</summary>
public class Port
{
    public string Name { get; set; } = null!;

    public string? DisplayName { get; set; }

    public PortType Type { get; set; }

    public bool IsBrowsable { get; set; } = true;
}

/// <summary>Whether a port holds an activity inside or leads to the next one.</summary>
public enum PortType
{
    Embedded,
    Flow,
}

/// <summary>What a descriptor's constructor is given.</summary>
public record ActivityConstructorContext(
    ActivityDescriptor ActivityDescriptor,
    Func<Type, ActivityConstructionResult> ActivityFactory
)
{
    public ActivityConstructionResult<T> CreateActivity<T>()
        where T : IActivity => ActivityFactory(typeof(T)).Cast<T>();

    public ActivityConstructionResult CreateActivity(Type type) => ActivityFactory(type);
}

/// <summary>A new activity, and what could not be read of it.</summary>
public class ActivityConstructionResult(IActivity activity, IEnumerable<Exception>? exceptions = null)
{
    public IActivity Activity { get; } = activity;

    public IEnumerable<Exception> Exceptions { get; } = exceptions ?? [];

    public bool HasExceptions => Exceptions.Any();

    public ActivityConstructionResult<TActivity> Cast<TActivity>()
        where TActivity : IActivity => new((TActivity)Activity, Exceptions);
}

/// <inheritdoc />
public sealed class ActivityConstructionResult<TActivity>(TActivity activity, IEnumerable<Exception>? exceptions = null)
    : ActivityConstructionResult(activity, exceptions)
    where TActivity : IActivity
{
    public new TActivity Activity { get; } = activity;
}

using System.Reflection;
using Elsa.Workflows.Models;

namespace Elsa.Workflows;

/// <summary>Reads a CLR type and says what a designer must know of it.</summary>
public interface IActivityDescriber
{
    Task<ActivityDescriptor> DescribeActivityAsync(Type activityType, CancellationToken cancellationToken = default);

    IEnumerable<PropertyInfo> GetInputProperties(Type activityType);

    IEnumerable<PropertyInfo> GetOutputProperties(Type activityType);

    Task<OutputDescriptor> DescribeOutputPropertyAsync(
        PropertyInfo propertyInfo,
        CancellationToken cancellationToken = default
    );

    Task<InputDescriptor> DescribeInputPropertyAsync(
        PropertyInfo propertyInfo,
        CancellationToken cancellationToken = default
    );

    Task<IEnumerable<InputDescriptor>> DescribeInputPropertiesAsync(
        Type activityType,
        CancellationToken cancellationToken = default
    );

    Task<IEnumerable<OutputDescriptor>> DescribeOutputPropertiesAsync(
        Type activityType,
        CancellationToken cancellationToken = default
    );
}

/// <summary>The kinds of activity there are.</summary>
public interface IActivityRegistry
{
    void Register(ActivityDescriptor descriptor);

    Task RegisterAsync(Type activityType, CancellationToken cancellationToken = default);

    Task RegisterAsync(IEnumerable<Type> activityTypes, CancellationToken cancellationToken = default);

    void Add(Type providerType, ActivityDescriptor descriptor);

    void Remove(Type providerType, ActivityDescriptor descriptor);

    void Clear();

    void ClearProvider(Type providerType);

    IEnumerable<ActivityDescriptor> ListAll();

    IEnumerable<ActivityDescriptor> ListByProvider(Type providerType);

    /// <summary>The newest version of a type.</summary>
    ActivityDescriptor? Find(string type);

    ActivityDescriptor? Find(string type, int version);

    ActivityDescriptor? Find(Func<ActivityDescriptor, bool> predicate);

    IEnumerable<ActivityDescriptor> FindMany(Func<ActivityDescriptor, bool> predicate);

    Task EnsureDescriptorsAsync(IActivityProvider activityProvider, CancellationToken cancellationToken = default);

    Task RefreshDescriptorsAsync(
        IEnumerable<IActivityProvider> activityProviders,
        CancellationToken cancellationToken = default
    );

    Task RefreshDescriptorsAsync(IActivityProvider activityProvider, CancellationToken cancellationToken = default);
}

/// <summary>Finds a descriptor, asking the providers once more when it is not known yet.</summary>
public interface IActivityRegistryLookupService
{
    Task<ActivityDescriptor?> FindAsync(string type);

    Task<ActivityDescriptor?> FindAsync(string type, int version);

    Task<ActivityDescriptor?> FindAsync(Func<ActivityDescriptor, bool> predicate);

    IEnumerable<ActivityDescriptor> FindMany(Func<ActivityDescriptor, bool> predicate);
}

/// <summary>Offers kinds of activity that are not CLR types, such as published workflows.</summary>
public interface IActivityProvider
{
    ValueTask<IEnumerable<ActivityDescriptor>> GetDescriptorsAsync(CancellationToken cancellationToken = default);
}

/// <summary>Makes an activity of a CLR type from what was saved of it.</summary>
public interface IActivityFactory
{
    IActivity Create(Type type, ActivityConstructorContext context);
}

/// <summary>May change a descriptor when it is registered.</summary>
public interface IActivityDescriptorModifier
{
    void Modify(ActivityDescriptor descriptor);
}

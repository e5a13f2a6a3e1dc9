using Elsa.Workflows;
using Elsa.Workflows.Models;
using Microsoft.Extensions.Options;

namespace Workflows.Engine.Descriptors;

/// <inheritdoc />
/// <remarks>
/// Read by every definition that is loaded and changed when one is published: readers see an unchanging set, writers
/// replace it.
/// </remarks>
internal sealed class ActivityRegistry : IActivityRegistry
{
    private readonly Lock _writing = new();
    private readonly ActivityDescriber _describer;
    private readonly List<IActivityDescriptorModifier> _modifiers;
    private readonly Dictionary<Type, List<ActivityDescriptor>> _byProvider = [];
    private volatile DescriptorSet _all = DescriptorSet.Empty;

    public ActivityRegistry(
        ActivityDescriber describer,
        IEnumerable<IActivityDescriptorModifier> modifiers,
        IOptions<ActivityCatalog> catalog
    )
    {
        _describer = describer;
        _modifiers = [.. modifiers];
        foreach (var type in catalog.Value.Types.Distinct())
            Register(describer.Describe(type));
    }

    public void Register(ActivityDescriptor descriptor) => Add(typeof(ActivityRegistry), descriptor);

    public Task RegisterAsync(Type activityType, CancellationToken cancellationToken = default)
    {
        if (Find(ActivityTypes.NameOf(activityType)) is null)
            Register(_describer.Describe(activityType));
        return Task.CompletedTask;
    }

    public async Task RegisterAsync(IEnumerable<Type> activityTypes, CancellationToken cancellationToken = default)
    {
        foreach (var type in activityTypes)
            await RegisterAsync(type, cancellationToken);
    }

    public void Add(Type providerType, ActivityDescriptor descriptor)
    {
        foreach (var modifier in _modifiers)
            modifier.Modify(descriptor);
        lock (_writing)
        {
            Of(providerType).Add(descriptor);
            _all = _all.With(descriptor);
        }
    }

    public void Remove(Type providerType, ActivityDescriptor descriptor)
    {
        lock (_writing)
        {
            Of(providerType).Remove(descriptor);
            _all = _all.Without([descriptor]);
        }
    }

    public void Clear()
    {
        lock (_writing)
        {
            _byProvider.Clear();
            _all = DescriptorSet.Empty;
        }
    }

    public void ClearProvider(Type providerType)
    {
        lock (_writing)
        {
            _all = _all.Without(Of(providerType));
            _byProvider.Remove(providerType);
        }
    }

    private List<ActivityDescriptor> Of(Type provider) =>
        _byProvider.TryGetValue(provider, out var own) ? own : _byProvider[provider] = [];

    public IEnumerable<ActivityDescriptor> ListAll() => _all.List();

    public IEnumerable<ActivityDescriptor> ListByProvider(Type providerType)
    {
        lock (_writing)
            return [.. Of(providerType)];
    }

    public ActivityDescriptor? Find(string type) => _all.Find(type);

    public ActivityDescriptor? Find(string type, int version) => _all.Find(type, version);

    public ActivityDescriptor? Find(Func<ActivityDescriptor, bool> predicate) => _all.List().FirstOrDefault(predicate);

    public IEnumerable<ActivityDescriptor> FindMany(Func<ActivityDescriptor, bool> predicate) =>
        _all.List().Where(predicate);

    public Task EnsureDescriptorsAsync(
        IActivityProvider activityProvider,
        CancellationToken cancellationToken = default
    ) => RefreshDescriptorsAsync(activityProvider, cancellationToken);

    public async Task RefreshDescriptorsAsync(
        IEnumerable<IActivityProvider> activityProviders,
        CancellationToken cancellationToken = default
    )
    {
        foreach (var provider in activityProviders)
            await RefreshDescriptorsAsync(provider, cancellationToken);
    }

    public async Task RefreshDescriptorsAsync(
        IActivityProvider activityProvider,
        CancellationToken cancellationToken = default
    )
    {
        var fresh = (await activityProvider.GetDescriptorsAsync(cancellationToken)).ToList();
        foreach (var descriptor in fresh)
            _modifiers.ForEach(m => m.Modify(descriptor));
        lock (_writing)
        {
            var provider = activityProvider.GetType();
            var others = _all.Without(Of(provider));
            // Nobody may take over a type that is there: a workflow called "Elsa.If" would replace the real one.
            fresh.RemoveAll(descriptor => others.Find(descriptor.TypeName) is not null);
            _all = fresh.Aggregate(others, (set, descriptor) => set.With(descriptor));
            _byProvider[provider] = fresh;
        }
    }
}

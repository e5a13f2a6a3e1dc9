using Elsa.Workflows;
using Elsa.Workflows.Models;

namespace Workflows.Engine.Descriptors;

/// <inheritdoc />
internal sealed class ActivityFactory : IActivityFactory
{
    public IActivity Create(Type type, ActivityConstructorContext context) => context.CreateActivity(type).Activity;
}

/// <inheritdoc />
internal sealed class ActivityLookupService(IActivityRegistry registry) : IActivityRegistryLookupService
{
    public Task<ActivityDescriptor?> FindAsync(string type) => Task.FromResult(registry.Find(type));

    public Task<ActivityDescriptor?> FindAsync(string type, int version) =>
        Task.FromResult(registry.Find(type, version));

    public Task<ActivityDescriptor?> FindAsync(Func<ActivityDescriptor, bool> predicate) =>
        Task.FromResult(registry.Find(predicate));

    public IEnumerable<ActivityDescriptor> FindMany(Func<ActivityDescriptor, bool> predicate) =>
        registry.FindMany(predicate);
}

using System.Reflection;
using Elsa.Workflows;

namespace Workflows.Engine;

/// <summary>The activity classes that flows may use. An option: <c>services.Configure&lt;ActivityCatalog&gt;(…)</c>.</summary>
public sealed class ActivityCatalog
{
    private readonly List<Type> _types = [];

    public IReadOnlyCollection<Type> Types => _types;

    public ActivityCatalog Add<TActivity>()
        where TActivity : IActivity
    {
        _types.Add(typeof(TActivity));
        return this;
    }

    /// <summary>Adds every public activity class of an assembly.</summary>
    public ActivityCatalog AddFrom(Assembly assembly)
    {
        _types.AddRange(assembly.GetExportedTypes().Where(IsActivity));
        return this;
    }

    private static bool IsActivity(Type type) =>
        type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
        && typeof(IActivity).IsAssignableFrom(type)
        && type.GetCustomAttribute<Elsa.Workflows.Attributes.ActivityAttribute>(inherit: false) is not null;
}

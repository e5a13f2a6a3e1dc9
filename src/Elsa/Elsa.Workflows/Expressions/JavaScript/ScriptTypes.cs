using System.Reflection;
using Jint.Runtime.Interop;

namespace Workflows.Engine.Expressions;

/// <summary>
/// The .NET types that a script may name, as in <c>TimeSpan.FromMinutes(5)</c>: dates, durations, ids and numbers, nothing
/// that reaches further.
/// </summary>
internal static class ScriptTypes
{
    private static readonly Type[] All =
    [
        typeof(DateTime),
        typeof(DateTimeOffset),
        typeof(DateOnly),
        typeof(TimeOnly),
        typeof(TimeSpan),
        typeof(Guid),
        typeof(decimal),
        typeof(Random),
    ];

    // Random can also be asked for texts and lists of any length, before any statement is counted.
    private static readonly HashSet<string> OfRandom =
    [
        nameof(Random.Shared),
        nameof(Random.Next),
        nameof(Random.NextInt64),
        nameof(Random.NextDouble),
        nameof(Random.NextSingle),
    ];

    /// <summary>Shared, so that what is found about a type by reflection is found once.</summary>
    public static TypeResolver Resolver { get; } = new() { MemberFilter = MayUse };

    public static void Install(Jint.Engine engine, UsedNames used)
    {
        foreach (var type in All.Where(type => used.Contains(type.Name)))
            engine.SetValue(type.Name, TypeReference.CreateTypeReference(engine, type));
    }

    private static bool MayUse(MemberInfo member) =>
        member.Name != nameof(GetType)
        && (member is ConstructorInfo || !IsOfRandom(member) || OfRandom.Contains(member.Name));

    // Random.Shared is of a class of its own that overrides some of it.
    private static bool IsOfRandom(MemberInfo member) => typeof(Random).IsAssignableFrom(member.DeclaringType);
}

using System.Collections.Concurrent;
using System.Reflection;
using Elsa.Workflows;
using Elsa.Workflows.Attributes;

namespace Workflows.Engine;

/// <summary>What reflection says about a CLR type of activity, asked once per type.</summary>
internal static class ActivityTypes
{
    private const BindingFlags AnyMethod =
        BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.Public
        | BindingFlags.NonPublic
        | BindingFlags.DeclaredOnly;

    private static readonly ConcurrentDictionary<Type, (string Name, int Version)> Names = new();
    private static readonly ConcurrentDictionary<(Type, string), MethodInfo?> Methods = new();

    public static string NameOf(Type type) => Describe(type).Name;

    public static int VersionOf(Type type) => Describe(type).Version;

    /// <summary>Binds the method that was saved by its name, wherever in the hierarchy it is declared.</summary>
    public static TDelegate Bind<TDelegate>(IActivity activity, string methodName)
        where TDelegate : Delegate
    {
        var method =
            FindMethod(activity.GetType(), methodName)
            ?? throw new MissingMethodException(
                $"The activity '{activity.Id}' of type {activity.GetType()} has no method '{methodName}', though an instance was saved that will call it."
            );
        return method.IsStatic ? method.CreateDelegate<TDelegate>() : method.CreateDelegate<TDelegate>(activity);
    }

    /// <summary>Refuses a callback that could not be found again after the instance was saved.</summary>
    public static void RequireResumable(IActivity activity, Delegate callback)
    {
        if (FindMethod(activity.GetType(), callback.Method.Name) is null)
            throw new InvalidOperationException(
                $"The callback '{callback.Method.Name}' is not a method of {activity.GetType()} and could not be found when the instance resumes."
            );
    }

    public static MethodInfo? FindMethod(Type type, string name) =>
        Methods.GetOrAdd((type, name), static key => Search(key.Item1, key.Item2));

    private static MethodInfo? Search(Type? type, string name)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type.GetMethods(AnyMethod).FirstOrDefault(method => method.Name == name) is { } found)
                return found;
        }
        return null;
    }

    private static (string Name, int Version) Describe(Type type) =>
        Names.GetOrAdd(
            type,
            static type =>
            {
                var attribute = type.GetCustomAttribute<ActivityAttribute>();
                var space = attribute?.Namespace ?? type.Namespace;
                return (space is null ? ShortName(type) : $"{space}.{ShortName(type)}", attribute?.Version ?? 1);
            }
        );

    private static string ShortName(Type type)
    {
        var given = type.GetCustomAttribute<ActivityAttribute>()?.Type;
        if (!type.IsGenericType)
            return given ?? type.Name;
        return $"{given ?? type.Name.Split('`')[0]}<{string.Join(',', type.GenericTypeArguments.Select(ShortName))}>";
    }
}

using Elsa.Expressions.Models;
using Elsa.Workflows;
using Elsa.Workflows.Models;
using Workflows.Engine;

namespace Elsa.Extensions;

/// <summary>What can be asked of an activity.</summary>
public static class ActivityExtensions
{
    public static IEnumerable<System.Reflection.PropertyInfo> GetInputProperties(this IActivity activity) =>
        activity.GetType().GetProperties().Where(property => typeof(Input).IsAssignableFrom(property.PropertyType));

    public static IDictionary<string, Input> GetNamedInputs(this IActivity activity)
    {
        var inputs = new Dictionary<string, Input>();
        foreach (var property in activity.GetInputProperties())
        {
            if (property.GetValue(activity) is Input input)
                inputs.TryAdd(property.Name, input);
        }
        return inputs;
    }

    public static IEnumerable<Input> GetInputs(this IActivity activity) => activity.GetNamedInputs().Values;

    public static Input? GetInput(this IActivity activity, string inputName) =>
        activity.GetNamedInputs().TryGetValue(inputName, out var input) ? input : null;

    public static IEnumerable<NamedOutput> GetOutputs(this IActivity activity) =>
        activity
            .GetType()
            .GetProperties()
            .Where(property => typeof(Output).IsAssignableFrom(property.PropertyType))
            .Select(property => (property.Name, Output: property.GetValue(activity) as Output))
            .Where(named => named.Output is not null)
            .Select(named => new NamedOutput(named.Name, named.Output!))
            .ToList();

    /// <summary>The output of this very execution when asked from within the activity, otherwise its latest.</summary>
    public static object? GetOutput(
        this IActivity activity,
        ActivityExecutionContext context,
        string? outputName = null
    )
    {
        var register = context.WorkflowExecutionContext.GetActivityOutputRegister();
        return context.Activity.NodeId == activity.NodeId
            ? register.FindOutputByActivityInstanceId(context.Id, outputName)
            : register.FindOutputByActivityId(activity.Id, outputName);
    }

    public static object? GetOutput(
        this IActivity activity,
        ExpressionExecutionContext context,
        string? outputName = null
    ) =>
        context.TryGetActivityExecutionContext(out var activityContext)
            ? activity.GetOutput(activityContext, outputName)
            : null;

    public static T? GetOutput<T>(this IActivity activity, ActivityExecutionContext context, string outputName) =>
        Values.To<T>(activity.GetOutput(context, outputName));

    public static T? GetOutput<T>(this IActivity activity, ExpressionExecutionContext context, string outputName) =>
        Values.To<T>(activity.GetOutput(context, outputName));

    public static T? GetResult<T>(this IActivity activity, ExpressionExecutionContext context) =>
        Values.To<T>(activity.GetResult(context));

    public static object? GetResult(this IActivity activity, ExpressionExecutionContext context) =>
        activity.GetResult(context.GetActivityExecutionContext());

    public static object? GetResult(this IActivity activity, ActivityExecutionContext context) =>
        activity.GetOutput(context, ActivityOutputRegister.DefaultOutputName);

    public static object? GetResult(this ActivityExecutionContext context, IActivity activity) =>
        activity.GetResult(context);

    public static T? GetLastResult<T>(this ExpressionExecutionContext context) =>
        Values.To<T>(context.GetWorkflowExecutionContext().GetLastActivityResult());

    public static object? GetLastResult(this ActivityExecutionContext context) =>
        context.WorkflowExecutionContext.GetLastActivityResult();

    public static object? GetLastResult(this WorkflowExecutionContext context) => context.GetLastActivityResult();

    public static TDelegate GetDelegate<TDelegate>(this IActivity activity, string methodName)
        where TDelegate : Delegate => ActivityTypes.Bind<TDelegate>(activity, methodName);

    public static ExecuteActivityDelegate GetResumeActivityDelegate(this IActivity activity, string resumeMethodName) =>
        ActivityTypes.Bind<ExecuteActivityDelegate>(activity, resumeMethodName);

    public static ActivityCompletionCallback GetActivityCompletionCallback(
        this IActivity activity,
        string completionMethodName
    ) => ActivityTypes.Bind<ActivityCompletionCallback>(activity, completionMethodName);
}

/// <summary>Walking the graph.</summary>
public static class ActivityNodeExtensions
{
    public static IEnumerable<ActivityNode> Flatten(this ActivityNode root) => root.Descendants().Prepend(root);
}

/// <summary>Adding behaviours by type.</summary>
public static class BehaviorCollectionExtensions
{
    public static void Add<T>(this ICollection<IBehavior> behaviors, IActivity owner)
        where T : IBehavior => behaviors.Add((T)Activator.CreateInstance(typeof(T), owner)!);

    public static void Remove<T>(this ICollection<IBehavior> behaviors)
        where T : IBehavior
    {
        foreach (var behavior in behaviors.OfType<T>().ToList())
            behaviors.Remove(behavior);
    }
}

/// <summary>Reading payloads.</summary>
public static class BookmarkExtensions
{
    public static IEnumerable<Bookmark> Filter(this IEnumerable<Bookmark> bookmarks, string name) =>
        bookmarks.Where(bookmark => bookmark.Name == name);

    public static IEnumerable<Bookmark> Filter<T>(this IEnumerable<Bookmark> bookmarks)
        where T : IActivity => bookmarks.Filter(ActivityTypes.NameOf(typeof(T)));

    public static T GetPayload<T>(this Bookmark bookmark) =>
        Values.To<T>(bookmark.Payload)
        ?? throw new InvalidOperationException($"The bookmark {bookmark.Id} has no payload.");
}

namespace Elsa.Workflows;

/// <summary>The mark that a loop has been asked to stop.</summary>
public static class BreakBehaviorActivityExecutionContextExtensions
{
    private const string Key = "IsBreaking";

    public static void SetIsBreaking(this ActivityExecutionContext context) => context.SetProperty(Key, true);

    public static bool GetIsBreaking(this ActivityExecutionContext context) => context.GetProperty<bool>(Key);
}

using Elsa.Expressions.Models;
using Jint;

namespace Elsa.Expressions.JavaScript.Options;

/// <summary>What the host adds to every script's engine. Access to .NET stays off; limits are <c>ScriptLimits</c>.</summary>
public class JintOptions
{
    internal List<Action<Engine, ExpressionExecutionContext>> EngineConfigurators { get; } = [];

    public JintOptions ConfigureEngine(Action<Engine> configurator) =>
        ConfigureEngine((engine, _) => configurator(engine));

    public JintOptions ConfigureEngine(Action<Engine, ExpressionExecutionContext> configurator)
    {
        EngineConfigurators.Add(configurator);
        return this;
    }
}

using Elsa.Expressions.Contracts;
using Elsa.Expressions.JavaScript.Contracts;
using Elsa.Expressions.Liquid.Contracts;
using Elsa.Expressions.Models;
using Elsa.Workflows.Memory;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;

namespace Elsa.Tests.Expressions;

/// <summary>Expressions over a few variables, without a workflow.</summary>
internal sealed class ScriptHost
{
    private readonly ServiceProvider _services;

    public ScriptHost(Action<ScriptLimits>? limits = null, params Variable[] variables)
    {
        var services = new ServiceCollection().AddLogging().AddElsaExpressionsAndDescriptors();
        if (limits is not null)
            services.Configure(limits);
        _services = services.BuildServiceProvider();
        var memory = new MemoryRegister();
        memory.Declare(variables);
        Context = new ExpressionExecutionContext(_services, memory);
    }

    public ExpressionExecutionContext Context { get; }

    public Task<object?> JavaScript(string script, Type? type = null, CancellationToken stop = default) =>
        Get<IJavaScriptEvaluator>().EvaluateAsync(script, type ?? typeof(object), Context, cancellationToken: stop);

    public Task<string?> Liquid(string template) => Get<ILiquidTemplateManager>().RenderAsync(template, Context);

    public async Task<object?> Evaluate(string language, object? value, Type type) =>
        await Get<IExpressionEvaluator>().EvaluateAsync(new Expression(language, value), type, Context);

    public T Get<T>()
        where T : notnull => _services.CreateScope().ServiceProvider.GetRequiredService<T>();
}

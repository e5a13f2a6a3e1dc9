using Jint;
using Jint.Native;
using Jint.Runtime;
using Jint.Runtime.Interop;

namespace Workflows.Engine.Expressions;

/// <summary>An engine without .NET, bounded in time, statements, memory, depth and length.</summary>
internal static class JavaScriptSandbox
{
    public static Jint.Engine Create(ScriptLimits limits, CancellationToken stop)
    {
        var engine = new Jint.Engine(options =>
        {
            options.TimeoutInterval(limits.Timeout);
            options.MaxStatements(limits.Statements);
            options.LimitMemory(limits.Memory);
            options.LimitRecursion(limits.Recursion);
            options.CancellationToken(stop);
            options.Constraint(new EveryStatement(limits));
            options.Constraints.MaxArraySize = limits.Length;
            // Native recursion (stringify, flat, proxies of proxies, a toString that calls itself) would otherwise take the
            // whole process down. Its elder, MaxExecutionStackCount, would put it out of action and miss the last.
            options.Constraints.StackOverflowGuard = true;
            options.Constraints.PromiseTimeout = TimeSpan.FromSeconds(1);
            options.Constraints.RegexTimeout = TimeSpan.FromSeconds(1);
            options.Interop.AllowGetType = false;
            options.Interop.AllowSystemReflection = false;
            options.Interop.TypeResolver = ScriptTypes.Resolver;
            options.Interop.ArrayConversion = ArrayConversionMode.Copy;
            options.Interop.EnumConversion = EnumConversionMode.String;
        });
        BoundTexts(engine, limits.Length);
        return engine;
    }

    /// <summary>Runs and turns each way of failing into one kind of error with its place.</summary>
    public static object? Run(Func<object?> evaluate, ScriptLimits limits, CancellationToken stop)
    {
        try
        {
            return evaluate();
        }
        catch (JavaScriptException e)
        {
            throw new ScriptException("JavaScript", e.Message, e.Location.Start.Line, e.Location.Start.Column + 1, e);
        }
        catch (PromiseRejectedException e)
        {
            throw new ScriptException("JavaScript", e.Message, cause: e);
        }
        catch (ScriptPreparationException e)
        {
            throw new ScriptException("JavaScript", e.Message, cause: e);
        }
        catch (ExecutionCanceledException) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
        catch (Exception e) when (e is TimeoutException or System.Text.RegularExpressions.RegexMatchTimeoutException)
        {
            throw new ScriptException("JavaScript", $"ran longer than {limits.Timeout.TotalSeconds} s.", cause: e);
        }
        catch (StatementsCountOverflowException e)
        {
            throw new ScriptException("JavaScript", $"ran more than {limits.Statements} statements.", cause: e);
        }
        catch (MemoryLimitExceededException e)
        {
            throw new ScriptException("JavaScript", $"used more than {limits.Memory >> 20} MiB.", cause: e);
        }
        catch (RecursionDepthOverflowException e)
        {
            throw new ScriptException("JavaScript", $"called itself deeper than {limits.Recursion}.", cause: e);
        }
        catch (InsufficientExecutionStackException e)
        {
            throw new ScriptException("JavaScript", "is nested too deeply.", cause: e);
        }
    }

    /// <summary>
    /// One call of repeat or pad can ask for a gigabyte before any statement is counted, so these three are
    /// checked before they run.
    /// </summary>
    private static void BoundTexts(Jint.Engine engine, uint most)
    {
        var prototype = engine.GetValue("String").AsObject().Get("prototype").AsObject();
        foreach (var name in new[] { "repeat", "padStart", "padEnd" })
        {
            var original = prototype.Get(name);
            var bounded = new ClrFunction(
                engine,
                name,
                (text, arguments) =>
                {
                    var count = arguments.Length > 0 ? TypeConverter.ToNumber(arguments[0]) : 0;
                    var length = name == "repeat" ? count * TypeConverter.ToString(text).Length : count;
                    if (length > most)
                        throw new JavaScriptException(engine.Intrinsics.TypeError, "Invalid string length");
                    return engine.Call(original, text, arguments);
                },
                1
            );
            prototype.FastSetDataProperty(name, bounded);
        }
    }
}

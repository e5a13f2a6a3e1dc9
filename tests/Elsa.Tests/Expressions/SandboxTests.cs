using Elsa.Workflows.Memory;
using Workflows.Engine;

namespace Elsa.Tests.Expressions;

public sealed class SandboxTests
{
    /// <summary>Milliseconds after which a run that nothing stops is given up, on however slow a machine.</summary>
    private const int Endless = 180_000;

    [Theory(Timeout = Endless)]
    [InlineData("while (true) {}")]
    [InlineData("for (;;) { JSON.stringify({}) }")]
    [InlineData("let f = () => Promise.resolve().then(f); f()")]
    [InlineData("new Array(5000000).fill(0).map((_, i) => i).sort(() => 1)")]
    [InlineData("/(a+)+$/.test('a'.repeat(50000) + 'b')")]
    [InlineData("new Promise(() => {})")]
    [InlineData("let b = 2n; while (true) b = b * b")]
    public async Task A_script_without_end_is_stopped(string script)
    {
        var host = new ScriptHost(limits => limits.Timeout = TimeSpan.FromSeconds(2));
        await Should.ThrowAsync<ScriptException>(() =>
            Task.Run(() => host.JavaScript(script), TestContext.Current.CancellationToken)
        );
    }

    [Theory]
    [InlineData("let s = 'x'; while (true) s += s")]
    [InlineData("'x'.repeat(2 ** 29)")]
    [InlineData("'x'.padEnd(2 ** 29)")]
    [InlineData("const a = []; while (true) a.push(new Array(1000).fill('abc'))")]
    [InlineData("new Array(2 ** 31)")]
    [InlineData("new ArrayBuffer(2 ** 31)")]
    [InlineData("Array(4000000).join('0123456789')")]
    public async Task A_script_that_eats_memory_is_stopped(string script)
    {
        var host = new ScriptHost(limits => limits.Memory = 16 << 20);
        var used = await Task.Run(() => AllocatedBy(() => host.JavaScript(script)));
        used.ShouldBeLessThan(600L << 20);
    }

    // Of this thread alone: other tests run beside this one.
    private static long AllocatedBy(Func<Task> script)
    {
        var before = GC.GetAllocatedBytesForCurrentThread();
        Should.Throw<ScriptException>(() => script().GetAwaiter().GetResult());
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Theory]
    [InlineData("function f() { return f() } f()")]
    [InlineData("const o = {}; o.toString = () => String(o); String(o)")]
    [InlineData("let a = []; for (let i = 0; i < 100000; i++) a = [a]; JSON.stringify(a)")]
    [InlineData("let a = []; for (let i = 0; i < 100000; i++) a = [a]; a.flat(Infinity)")]
    [InlineData("let a = []; for (let i = 0; i < 100000; i++) a = [a]; String(a)")]
    [InlineData("let a = []; for (let i = 0; i < 100000; i++) a = [a]; a")]
    [InlineData("let a = {}; a.self = a; return a")]
    [InlineData("let p = {}; for (let i = 0; i < 100000; i++) p = new Proxy(p, {}); p.x")]
    [InlineData("eval('('.repeat(100000))")]
    [InlineData("const o = { toString() { return '' + this } }; '' + o")]
    [InlineData("const o = { valueOf() { return +this } }; +o")]
    [InlineData("const o = { get a() { return this.a } }; o.a")]
    [InlineData("const o = { toJSON() { return JSON.stringify(this) } }; JSON.stringify(o)")]
    [InlineData("class A { constructor() { new A() } } new A()")]
    [InlineData("const o = { [Symbol.toPrimitive]() { return `${o}` } }; `${o}`")]
    [InlineData("const f = () => [1].map(f); f()")]
    [InlineData("const p = new Proxy({}, { get(t, n, r) { return r[n] } }); p.x")]
    [InlineData("const f = x => [2, 1].sort(f); f()")]
    [InlineData("const f = () => 'a'.replace(/a/, f); f()")]
    [InlineData("const o = { set a(v) { this.a = v } }; o.a = 1")]
    [InlineData("const o = { *[Symbol.iterator]() { yield* o } }; [...o]")]
    [InlineData("const f = () => Reflect.apply(f, null, []); f()")]
    [InlineData("const f = () => f.call(); f()")]
    [InlineData("const f = () => eval('f()'); f()")]
    [InlineData("const f = s => f`x`; f`x`")]
    [InlineData("const f = async () => { await f() }; await f()")]
    [InlineData("const f = (a = f()) => a; f()")]
    [InlineData("const o = { has() { return 'x' in p } }; const p = new Proxy({}, o); 'x' in p")]
    [InlineData("const o = { get then() { return this.then } }; await o")]
    [InlineData("JSON.parse('[1]', function f(k, v) { return JSON.parse('[1]', f) })")]
    public async Task A_script_that_calls_itself_forever_is_stopped(string script) =>
        await Should.ThrowAsync<ScriptException>(() => new ScriptHost().JavaScript(script));

    [Theory]
    [InlineData("System.IO.File.ReadAllText('/etc/passwd')")]
    [InlineData("importNamespace('System')")]
    [InlineData("clr")]
    [InlineData("variables.When.GetType().Assembly.FullName")]
    [InlineData("getWhen().GetType()")]
    [InlineData("newGuid().GetType().Assembly.GetTypes()")]
    [InlineData("getVariable.constructor.constructor('return System')()")]
    [InlineData("require('fs')")]
    [InlineData("process.exit(1)")]
    public async Task A_script_does_not_reach_dotnet(string script)
    {
        var host = new ScriptHost(null, new Variable<TimeSpan>("When", TimeSpan.FromDays(1)));
        await Should.ThrowAsync<ScriptException>(() => host.JavaScript(script));
    }

    [Fact]
    public async Task Scripts_do_not_see_each_other()
    {
        var host = new ScriptHost();
        await host.JavaScript("globalThis.leak = 1; Array.prototype.leak = 2");
        (await host.JavaScript("typeof leak + typeof [].leak")).ShouldBe("undefinedundefined");
    }

    [Fact]
    public async Task A_cancelled_run_stops_its_script()
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        await Should.ThrowAsync<OperationCanceledException>(() =>
            new ScriptHost(limits => limits.Statements = int.MaxValue).JavaScript("while (true) {}", stop: stop.Token)
        );
    }

    [Theory(Timeout = Endless)]
    [InlineData("{% for i in (1..2000000000) %}x{% endfor %}")]
    [InlineData("{% assign s = 'xxxxxxxxxx' %}{% for i in (1..40) %}{% assign s = s | append: s %}{% endfor %}{{ s }}")]
    [InlineData("{% for i in (1..3000) %}{% for j in (1..3000) %}{% endfor %}{% endfor %}")]
    public async Task A_template_without_end_is_stopped(string template)
    {
        await Should.ThrowAsync<ScriptException>(() =>
            Task.Run(() => new ScriptHost().Liquid(template), TestContext.Current.CancellationToken)
        );
    }
}

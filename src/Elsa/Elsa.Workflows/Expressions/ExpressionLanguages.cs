using System.Collections.Concurrent;
using System.Text.Json;
using Elsa.Expressions.Contracts;
using Elsa.Expressions.Models;
using Elsa.Workflows.Memory;
using Elsa.Workflows.Models;
using Workflows.Engine.Serialization;

namespace Workflows.Engine.Expressions;

/// <inheritdoc />
internal sealed class ExpressionLanguages : IExpressionDescriptorRegistry
{
    private readonly List<string> _order = [];
    private readonly ConcurrentDictionary<string, ExpressionDescriptor> _byType = new(StringComparer.Ordinal);

    public ExpressionLanguages(IEnumerable<IExpressionDescriptorProvider> providers)
    {
        foreach (var provider in providers)
            AddRange(provider.GetDescriptors());
    }

    public void Add(ExpressionDescriptor descriptor)
    {
        if (_byType.TryAdd(descriptor.Type, descriptor))
            _order.Add(descriptor.Type);
        else
            _byType[descriptor.Type] = descriptor;
    }

    public void AddRange(IEnumerable<ExpressionDescriptor> descriptors)
    {
        foreach (var descriptor in descriptors)
            Add(descriptor);
    }

    public IEnumerable<ExpressionDescriptor> ListAll() => _order.Select(type => _byType[type]);

    public ExpressionDescriptor? Find(Func<ExpressionDescriptor, bool> predicate) =>
        ListAll().FirstOrDefault(predicate);

    public ExpressionDescriptor? Find(string type) => type is null ? null : _byType.GetValueOrDefault(type);
}

/// <summary>The languages of this engine. C# and Python are left out: they would run as the host itself.</summary>
internal sealed class BuiltInLanguages(IServiceProvider services) : IExpressionDescriptorProvider
{
    public IEnumerable<ExpressionDescriptor> GetDescriptors() =>
        [
            Language<LiteralHandler>("Literal", isBrowsable: false, block: () => new Literal()),
            Language<ObjectHandler>("Object", isBrowsable: false, editor: "json"),
            Language<ObjectHandler>("Json", isBrowsable: false, editor: "json"),
            Language<DelegateHandler>("Delegate", isBrowsable: false, isSerializable: false),
            Language<VariableHandler>("Variable", block: () => new Variable(), read: Read<Variable>),
            Language<InputHandler>("Input", read: Read<InputDefinition>),
            Language<JavaScriptHandler>("JavaScript", editor: "javascript"),
            Language<LiquidHandler>("Liquid", editor: "liquid"),
        ];

    private ExpressionDescriptor Language<THandler>(
        string type,
        bool isBrowsable = true,
        bool isSerializable = true,
        string? editor = null,
        Func<MemoryBlockReference>? block = null,
        Func<ExpressionSerializationContext, Expression>? read = null
    )
        where THandler : IExpressionHandler
    {
        THandler? handler = default;
        var descriptor = new ExpressionDescriptor
        {
            Type = type,
            DisplayName = type,
            IsBrowsable = isBrowsable,
            IsSerializable = isSerializable,
            HandlerFactory = _ =>
                handler ??= Microsoft.Extensions.DependencyInjection.ActivatorUtilities.CreateInstance<THandler>(
                    services
                ),
            Deserialize = read ?? ReadPlain,
        };
        if (block is not null)
            descriptor.MemoryBlockReferenceFactory = block;
        if (editor is not null)
            descriptor.Properties["MonacoLanguage"] = editor;
        return descriptor;
    }

    private static Expression ReadPlain(ExpressionSerializationContext json) =>
        new(json.ExpressionType, JsonValues.Of(JsonValues.Find(json.JsonElement, "value")));

    /// <summary>Studio sends such a value as an object, older definitions have it as text.</summary>
    private static Expression Read<T>(ExpressionSerializationContext json)
    {
        var value = JsonValues.Find(json.JsonElement, "value");
        if (value.ValueKind == JsonValueKind.Object)
            return new Expression(json.ExpressionType, value.Deserialize<T>(json.Options));
        if (value.ValueKind != JsonValueKind.String || string.IsNullOrWhiteSpace(value.GetString()))
            return new Expression(json.ExpressionType, null);
        return new Expression(json.ExpressionType, Parsed<T>(value.GetString()!, json.Options));
    }

    // A text that is no JSON names nothing: as in Elsa, the expression has no value.
    private static T? Parsed<T>(string text, JsonSerializerOptions options)
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, options);
        }
        catch (JsonException)
        {
            return default;
        }
    }
}

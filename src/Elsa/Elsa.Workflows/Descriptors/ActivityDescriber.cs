using System.ComponentModel;
using System.Reflection;
using Elsa.Workflows;
using Elsa.Workflows.Activities.Flowchart.Attributes;
using Elsa.Workflows.Attributes;
using Elsa.Workflows.Models;

namespace Workflows.Engine.Descriptors;

/// <summary>
/// Reads an activity class: names from its attributes, else from its name. What Studio's editors show beyond that is
/// asked from the input's handlers only when a person looks, see <see cref="ActivityPalette"/>.
/// </summary>
internal sealed class ActivityDescriber(IPropertyUIHandlerResolver editors, DefaultValues defaults) : IActivityDescriber
{
    public async Task<ActivityDescriptor> DescribeActivityAsync(
        Type activityType,
        CancellationToken cancellationToken = default
    )
    {
        var descriptor = Describe(activityType);
        foreach (var input in descriptor.Inputs)
            input.UISpecifications = await editors.GetUIPropertiesAsync(input.PropertyInfo!, null, cancellationToken);
        return descriptor;
    }

    /// <summary>Everything that does not depend on data.</summary>
    public ActivityDescriptor Describe(Type type)
    {
        var activity = type.GetCustomAttribute<ActivityAttribute>();
        var space = activity?.Namespace ?? type.Namespace ?? "Elsa";
        var typeName = ActivityTypes.NameOf(type);
        return new ActivityDescriptor
        {
            TypeName = typeName,
            ClrType = type,
            Namespace = space,
            Name = activity?.Type ?? type.Name,
            Version = activity?.Version ?? 1,
            Category =
                type.GetCustomAttribute<CategoryAttribute>()?.Category
                ?? activity?.Category
                ?? space[(space.LastIndexOf('.') + 1)..],
            DisplayName =
                type.GetCustomAttribute<DisplayNameAttribute>()?.DisplayName
                ?? activity?.DisplayName
                ?? Titles.Of(activity?.Type ?? type.Name),
            Description = type.GetCustomAttribute<DescriptionAttribute>()?.Description ?? activity?.Description,
            Kind = typeof(ITrigger).IsAssignableFrom(type)
                ? ActivityKind.Trigger
                : activity?.Kind ?? ActivityKind.Action,
            RunAsynchronously = activity?.RunAsynchronously ?? false,
            Inputs = [.. GetInputProperties(type).Select(DescribeInput)],
            Outputs = [.. GetOutputProperties(type).Select(p => DescribeOutput(type, p))],
            Ports = [.. EmbeddedPorts(type), .. FlowPorts(type)],
            Attributes = [.. type.GetCustomAttributes(true).Cast<Attribute>()],
            CustomProperties = { ["Type"] = type },
            IsContainer = typeof(Elsa.Workflows.Activities.Container).IsAssignableFrom(type),
            IsBrowsable = type.GetCustomAttribute<BrowsableAttribute>()?.Browsable ?? true,
            IsStart = typeof(IStartNode).IsAssignableFrom(type),
            IsTerminal = typeof(ITerminalNode).IsAssignableFrom(type),
            Constructor = context => Construct(context, type, typeName),
        };
    }

    private static ActivityConstructionResult Construct(ActivityConstructorContext context, Type type, string typeName)
    {
        var result = context.CreateActivity(type);
        result.Activity.Type = typeName;
        return result;
    }

    private static IEnumerable<Port> EmbeddedPorts(Type type) =>
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        where typeof(IActivity).IsAssignableFrom(property.PropertyType)
        let port = property.GetCustomAttribute<PortAttribute>()
        select new Port
        {
            Name = port?.Name ?? property.Name,
            DisplayName = port?.DisplayName ?? port?.Name ?? property.Name,
            Type = PortType.Embedded,
            IsBrowsable = port is not null && (property.GetCustomAttribute<BrowsableAttribute>()?.Browsable ?? true),
        };

    private static IEnumerable<Port> FlowPorts(Type type) =>
        (type.GetCustomAttribute<FlowNodeAttribute>()?.Outcomes ?? [])
            .Distinct()
            .Select(outcome => new Port
            {
                Name = outcome,
                DisplayName = outcome,
                Type = PortType.Flow,
            });

    public IEnumerable<PropertyInfo> GetInputProperties(Type activityType) =>
        activityType
            .GetProperties()
            .Where(p => InputShape.IsWrapped(p) || p.GetCustomAttribute<InputAttribute>() is not null)
            .DistinctBy(p => p.Name);

    public IEnumerable<PropertyInfo> GetOutputProperties(Type activityType) =>
        activityType
            .GetProperties()
            .Where(p => typeof(Output).IsAssignableFrom(p.PropertyType))
            .DistinctBy(p => p.Name);

    public async Task<InputDescriptor> DescribeInputPropertyAsync(
        PropertyInfo propertyInfo,
        CancellationToken cancellationToken = default
    )
    {
        var descriptor = DescribeInput(propertyInfo);
        descriptor.UISpecifications = await editors.GetUIPropertiesAsync(propertyInfo, null, cancellationToken);
        return descriptor;
    }

    private InputDescriptor DescribeInput(PropertyInfo property)
    {
        var input = property.GetCustomAttribute<InputAttribute>();
        var uiHint = InputShape.UIHint(property, input);
        return new InputDescriptor(
            input?.Name ?? property.Name,
            InputShape.ValueType(property),
            property.GetValue,
            property.SetValue,
            InputShape.IsWrapped(property),
            uiHint,
            input?.DisplayName ?? Titles.Of(property.Name),
            property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? input?.Description,
            input?.Category,
            input?.Order ?? 0,
            defaults.Of(property, input),
            input?.DefaultSyntax,
            input?.IsReadOnly ?? false,
            input?.IsBrowsable ?? true,
            input?.IsSerializable ?? true,
            isSynthetic: false,
            input?.AutoEvaluate ?? true,
            input?.EvaluatorType,
            storageDriverType: null,
            property,
            FixedChoices.Of(property, uiHint, input)
        )
        {
            IsSensitive = input?.CanContainSecrets ?? false,
        };
    }

    public Task<OutputDescriptor> DescribeOutputPropertyAsync(
        PropertyInfo propertyInfo,
        CancellationToken cancellationToken = default
    ) => Task.FromResult(DescribeOutput(propertyInfo.DeclaringType!, propertyInfo));

    private static OutputDescriptor DescribeOutput(Type activityType, PropertyInfo property)
    {
        var output = property.GetCustomAttribute<OutputAttribute>();
        // The principal result is described on the class, where a base class declares the property.
        var onClass = property.Name == "Result" ? activityType.GetCustomAttribute<OutputAttribute>() : output;
        return new OutputDescriptor(
            output?.Name ?? property.Name,
            output?.DisplayName ?? Titles.Of(property.Name),
            property.PropertyType.GenericTypeArguments is [var type] ? type : typeof(object),
            property.GetValue,
            property.SetValue,
            property,
            property.GetCustomAttribute<DescriptionAttribute>()?.Description ?? output?.Description,
            output?.IsBrowsable ?? true,
            onClass?.IsSerializable
        );
    }

    public async Task<IEnumerable<InputDescriptor>> DescribeInputPropertiesAsync(
        Type activityType,
        CancellationToken cancellationToken = default
    ) => (await DescribeActivityAsync(activityType, cancellationToken)).Inputs;

    public Task<IEnumerable<OutputDescriptor>> DescribeOutputPropertiesAsync(
        Type activityType,
        CancellationToken cancellationToken = default
    ) => Task.FromResult<IEnumerable<OutputDescriptor>>(Describe(activityType).Outputs);
}

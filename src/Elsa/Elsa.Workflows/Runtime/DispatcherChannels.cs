using System.Reflection;
using Elsa.Workflows.Runtime.Options;
using Elsa.Workflows.UIHints.Dropdown;
using Microsoft.Extensions.Options;

namespace Elsa.Workflows.Runtime
{
    /// <summary>A way that workflows may be started through.</summary>
    public class DispatcherChannel
    {
        public string Name { get; set; } = null!;
    }
}

namespace Elsa.Workflows.Runtime.Options
{
    /// <summary>The channels that flows may name. All lead to the same place here: the caller's transaction.</summary>
    public class WorkflowDispatcherOptions
    {
        public ICollection<DispatcherChannel> Channels { get; set; } = [];
    }
}

namespace Elsa.Workflows.Runtime.UIHints
{
    /// <summary>Offers the channels.</summary>
    public class DispatcherChannelOptionsProvider(IOptions<WorkflowDispatcherOptions> options)
        : DropDownOptionsProviderBase
    {
        protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(
            PropertyInfo propertyInfo,
            object? context,
            CancellationToken cancellationToken
        ) =>
            new([
                new SelectListItem("Default", ""),
                .. options.Value.Channels.Select(channel => new SelectListItem(channel.Name, channel.Name)),
            ]);
    }
}

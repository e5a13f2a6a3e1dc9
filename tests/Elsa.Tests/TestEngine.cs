using Elsa.Workflows.UIHints.Dropdown;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;

namespace Elsa.Tests;

/// <summary>The engine's services as a host registers them, with the activity that the recorded definitions use.</summary>
internal static class TestEngine
{
    public static IServiceProvider Create() =>
        new ServiceCollection()
            .AddLogging()
            .AddElsaExpressionsAndDescriptors()
            .AddElsaHttp()
            .Configure<ActivityCatalog>(catalog => catalog.Add<Api.HumanApproval>())
            .BuildServiceProvider();
}

/// <summary>Fills a drop-down.</summary>
public sealed class People : DropDownOptionsProviderBase
{
    protected override ValueTask<ICollection<SelectListItem>> GetItemsAsync(
        System.Reflection.PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken
    ) => new([new("alice", "alice"), new("bob", "bob"), new("carol", "carol")]);
}

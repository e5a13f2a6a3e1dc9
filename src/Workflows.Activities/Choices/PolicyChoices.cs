using Elsa.Workflows.UIHints.Dropdown;
using Workflows.Cases.Processes;

namespace Workflows.Activities.Choices;

/// <summary>The policy's tables of approval limits.</summary>
public sealed class LimitChoices(Policy policy) : OwnChoices
{
    protected override IEnumerable<SelectListItem> Items() =>
        policy
            .LimitKeys.Order(StringComparer.Ordinal)
            .Select(key => new SelectListItem(Shown(policy.NameOf(key), key), key));
}

/// <summary>All processes.</summary>
public sealed class ProcessChoices(ProcessCatalog processes) : OwnChoices
{
    protected override IEnumerable<SelectListItem> Items() =>
        processes.All.Select(p => new SelectListItem(Shown(p.Name, p.Key), p.Key));
}

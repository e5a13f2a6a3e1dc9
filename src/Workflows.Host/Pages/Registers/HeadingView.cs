using Workflows.Cases.Processes;
using Workflows.Cases.Registers;
using Workflows.Host.Pages.Forms;

namespace Workflows.Host.Pages.Registers;

/// <summary>The heading of a register's column. Where the register can be put in order by it, the heading is a link that keeps
/// filter and columns, and turns the order round when it is followed again.</summary>
/// <param name="Address">Where the link leads; null where there is no such order.</param>
/// <param name="Sorted"><c>ascending</c> or <c>descending</c> while the register is in this order.</param>
public sealed record HeadingView(string Title, bool IsNumber, string? Address, string? Sorted)
{
    public static HeadingView Of(
        string title,
        (RegisterSort First, RegisterSort Second)? orders,
        ProcessPack pack,
        RegisterQuery query,
        bool isNumber = false
    )
    {
        if (orders is not { } known)
            return new HeadingView(title, isNumber, null, null);
        var current = query.ToFilter().Sort;
        var next = current == known.First ? known.Second : known.First;
        var sorted =
            current == known.First || current == known.Second ? (IsUpward(current) ? "ascending" : "descending") : null;
        var address = (query with { Sort = next.ToString() }).ToAddress();
        return new HeadingView(title, isNumber, $"/registers/{pack.Key}{address}", sorted);
    }

    /// <summary>The orders of one of the pack's own columns; null where it has none.</summary>
    public static (RegisterSort First, RegisterSort Second)? OrdersOf(FieldSchema column, RegisterLayout layout) =>
        column.Name == layout.Amount ? (RegisterSort.Largest, RegisterSort.Smallest)
        : column.Name == layout.Class ? (RegisterSort.ClassUp, RegisterSort.ClassDown)
        : column.Name == layout.Department ? (RegisterSort.DepartmentUp, RegisterSort.DepartmentDown)
        : null;

    /// <summary>The orders that a register with this layout has.</summary>
    public static IEnumerable<RegisterSort> OrdersOf(RegisterLayout layout) =>
        Enum.GetValues<RegisterSort>()
            .Where(s =>
                s switch
                {
                    RegisterSort.Largest or RegisterSort.Smallest => layout.Amount is not null,
                    RegisterSort.ClassUp or RegisterSort.ClassDown => layout.Class is not null,
                    RegisterSort.DepartmentUp or RegisterSort.DepartmentDown => layout.Department is not null,
                    _ => true,
                }
            );

    private static bool IsUpward(RegisterSort sort) =>
        sort
            is RegisterSort.Oldest
                or RegisterSort.Smallest
                or RegisterSort.NumberUp
                or RegisterSort.DueSoonest
                or RegisterSort.ClosedEarliest
                or RegisterSort.ClassUp
                or RegisterSort.DepartmentUp
                or RegisterSort.StatusUp;
}

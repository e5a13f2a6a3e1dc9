namespace Workflows.Cases.Registers;

/// <summary>In which order a register is read: each column either way. Cases that have nothing in it come last both ways, and
/// equal ones with the newest first.</summary>
public enum RegisterSort
{
    Newest,
    Oldest,

    /// <summary>By amount.</summary>
    Largest,
    Smallest,

    /// <summary>By number, as people count: the 10000th of a month after its 9999th.</summary>
    NumberUp,
    NumberDown,

    /// <summary>By the case's time limit.</summary>
    DueSoonest,
    DueLatest,
    ClosedLatest,
    ClosedEarliest,

    /// <summary>In the order in which the form offers the values.</summary>
    ClassUp,
    ClassDown,

    /// <summary>In the order in which the form offers them.</summary>
    DepartmentUp,
    DepartmentDown,
    StatusUp,
    StatusDown,
}

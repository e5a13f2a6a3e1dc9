using System.ComponentModel;
using System.Runtime.CompilerServices;
using Elsa.Workflows.Attributes;

namespace Elsa.Workflows.Activities;

/// <summary>Stands for an activity whose type is not there, and keeps its JSON until it is. It cannot run.</summary>
[Browsable(false)]
[Activity("Elsa", "System", "Stands for an activity whose type is missing.")]
public class NotFoundActivity : CodeActivity
{
    public NotFoundActivity([CallerFilePath] string? source = null, [CallerLineNumber] int? line = null)
        : base(source, line) { }

    public NotFoundActivity(
        string missingTypeName,
        [CallerFilePath] string? source = null,
        [CallerLineNumber] int? line = null
    )
        : this(source, line) => MissingTypeName = missingTypeName;

    public string MissingTypeName { get; set; } = null!;

    public int MissingTypeVersion { get; set; }

    public string OriginalActivityJson { get; set; } = null!;

    protected override void Execute(ActivityExecutionContext context) =>
        throw new InvalidOperationException($"There is no activity of type '{MissingTypeName}'.");
}

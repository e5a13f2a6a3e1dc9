namespace Workflows.Host.Pages.Forms;

/// <summary>A value that can be chosen, and what people read for it.</summary>
public sealed record Option(string Value, string Title);

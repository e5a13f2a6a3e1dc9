namespace Elsa.Workflows.UIHints.SingleLine;

/// <summary>What Studio's single-line editor is given: a text before the field and whether it can be copied with it.</summary>
public class SingleLineProps
{
    public string? AdornmentText { get; set; }

    public bool EnableCopyAdornment { get; set; }
}

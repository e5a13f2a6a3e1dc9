using System.Reflection;

namespace Elsa.Workflows.UIHints.CodeEditor;

/// <summary>How tall a code editor is shown.</summary>
public enum EditorHeight
{
    Default,
    Large,
}

/// <summary>What Studio's code editor is given.</summary>
public class CodeEditorOptions
{
    public EditorHeight? EditorHeight { get; set; }

    public string? Language { get; set; }

    public bool? SingleLineMode { get; set; }
}

/// <summary>Derive from this and name the class in <c>[Input(UIHandler = …)]</c> to choose the editor's language.</summary>
public abstract class CodeEditorOptionsProviderBase : PropertyUIHandlerBase
{
    public override ValueTask<IDictionary<string, object>> GetUIPropertiesAsync(
        PropertyInfo propertyInfo,
        object? context,
        CancellationToken cancellationToken = default
    ) =>
        new(new Dictionary<string, object> { [InputUIHints.CodeEditor] = GetCodeEditorOptions(propertyInfo, context) });

    protected virtual CodeEditorOptions GetCodeEditorOptions(PropertyInfo propertyInfo, object? context)
    {
        var language = GetLanguage(propertyInfo, context);
        return new CodeEditorOptions { Language = language.Length == 0 ? null : language };
    }

    protected virtual string GetLanguage(PropertyInfo propertyInfo, object? context) => "";
}

internal sealed class JavaScriptEditor : CodeEditorOptionsProviderBase
{
    protected override string GetLanguage(PropertyInfo propertyInfo, object? context) => "javascript";
}

internal sealed class JsonEditor : CodeEditorOptionsProviderBase
{
    protected override string GetLanguage(PropertyInfo propertyInfo, object? context) => "json";
}

namespace Elsa.Workflows.Exceptions;

/// <summary>Thrown by the <see cref="Elsa.Workflows.Activities.Fault"/> activity.</summary>
public class FaultException(string code, string category, string type, string? message) : Exception(message)
{
    public string Code { get; } = code;

    public string Category { get; } = category;

    public string Type { get; } = type;
}

/// <summary>An input whose expression cannot be evaluated.</summary>
public class InputEvaluationException(string inputName, string message, Exception exception)
    : Exception(message, exception)
{
    public string InputName { get; } = inputName;
}

/// <summary>A type of activity that nobody has registered.</summary>
public class ActivityNotFoundException : Exception
{
    public ActivityNotFoundException(string missingTypeName)
        : base($"There is no activity of type '{missingTypeName}'.") => MissingTypeName = missingTypeName;

    public ActivityNotFoundException(string missingTypeName, int missingTypeVersion)
        : base($"There is no activity of type '{missingTypeName}' in version {missingTypeVersion}.")
    {
        MissingTypeName = missingTypeName;
        MissingTypeVersion = missingTypeVersion;
    }

    public string MissingTypeName { get; }

    public int MissingTypeVersion { get; }
}

/// <summary>Data that cannot be written or read.</summary>
public class DataProcessingException(string message, Exception exception) : Exception(message, exception);

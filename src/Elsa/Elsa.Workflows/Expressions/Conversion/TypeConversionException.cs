namespace Elsa.Expressions.Exceptions;

/// <summary>A value could not be turned into the type that an input, variable or output wants.</summary>
public class TypeConversionException : Exception
{
    public TypeConversionException(string message, object? value, Type targetType)
        : base(message)
    {
        Value = value;
        TargetType = targetType;
    }

    public TypeConversionException(string message, object? value, Type targetType, Exception innerException)
        : base(message, innerException)
    {
        Value = value;
        TargetType = targetType;
    }

    public object? Value { get; }

    public Type TargetType { get; }
}

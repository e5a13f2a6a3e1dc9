namespace Elsa.Common.Models;

/// <summary>Either a value or the exception that stood in its way.</summary>
public class Result<T>(bool success, T? value, Exception? exception)
{
    public bool IsSuccess { get; } = success;

    public T? Value { get; } = value;

    public T? ValueOrDefault => IsSuccess ? Value : default;

    public Exception? Exception { get; } = exception;
}

/// <inheritdoc />
public class Result(bool success, object? value, Exception? exception) : Result<object>(success, value, exception)
{
    public static Result<T> Success<T>(T value) => new(true, value, null);

    public static Result<T> Failure<T>(Exception exception) => new(false, default, exception);
}

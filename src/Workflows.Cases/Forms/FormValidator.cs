using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using NJsonSchema;
using NJsonSchema.Validation;

namespace Workflows.Cases.Forms;

/// <summary>Checks what was filled in against a form's schema, on the server, for every way in.</summary>
public sealed class FormValidator
{
    private readonly ConcurrentDictionary<string, JsonSchema> schemas = new();

    /// <summary>Returns when everything is right.</summary>
    /// <exception cref="RefusedException">With one error for each wrong field.</exception>
    public void Check(Form form, JsonObject data)
    {
        var errors = Errors(form, data);
        if (errors.Count > 0)
            throw new RefusedException("invalid") { Fields = errors };
    }

    /// <summary>All errors, by field; empty when everything is right.</summary>
    public IReadOnlyList<FieldError> Errors(Form form, JsonObject data)
    {
        var schema = schemas.GetOrAdd(form.Key + form.Version, _ => Parse(form));
        return [.. schema.Validate(data.ToJsonString()).SelectMany(FieldErrors.Of).Distinct()];
    }

    private static JsonSchema Parse(Form form) =>
        JsonSchema.FromJsonAsync(form.Schema.ToJsonString()).GetAwaiter().GetResult();
}

/// <summary>A validator's finding as an error that the person can correct.</summary>
internal static class FieldErrors
{
    public static IEnumerable<FieldError> Of(ValidationError error) =>
        error is ChildSchemaValidationError { Errors.Count: > 0 } nested
            ? nested.Errors.Values.SelectMany(list => list).SelectMany(Of)
            : [new FieldError(Pointer(error.Path), CodeOf(error.Kind))];

    // "#/changes[0].field" → "/changes/0/field"
    private static string Pointer(string? path) =>
        "/"
        + (path ?? "")
            .TrimStart('#', '/')
            .Replace("[", "/", StringComparison.Ordinal)
            .Replace("]", "", StringComparison.Ordinal)
            .Replace('.', '/');

    private static string CodeOf(ValidationErrorKind kind) =>
        kind switch
        {
            ValidationErrorKind.PropertyRequired or ValidationErrorKind.StringTooShort => "field.required",
            ValidationErrorKind.TooFewItems => "field.tooFewItems",
            ValidationErrorKind.TooManyItems => "field.tooManyItems",
            ValidationErrorKind.StringTooLong => "field.tooLong",
            ValidationErrorKind.NumberTooSmall => "field.tooSmall",
            ValidationErrorKind.NumberTooBig => "field.tooBig",
            ValidationErrorKind.NotInEnumeration => "field.notAnOption",
            ValidationErrorKind.PatternMismatch => "field.wrongPattern",
            ValidationErrorKind.DateExpected or ValidationErrorKind.DateTimeExpected => "field.notADate",
            ValidationErrorKind.EmailExpected => "field.notAnEmail",
            ValidationErrorKind.NoAdditionalPropertiesAllowed => "field.unknown",
            ValidationErrorKind.NumberExpected or ValidationErrorKind.IntegerExpected => "field.notANumber",
            _ => "field.wrong",
        };
}

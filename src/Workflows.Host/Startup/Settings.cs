namespace Workflows.Host.Startup;

/// <summary>Reads configuration values; a wrong one ends the start with a line that says which and what it may be.</summary>
internal static class Settings
{
    public static bool Flag(this IConfiguration settings, string key, bool otherwise) =>
        settings[key] is not { Length: > 0 } text ? otherwise
        : bool.TryParse(text, out var value) ? value
        : throw Wrong(settings.Whole(key), text, "true or false");

    public static int Number(this IConfiguration settings, string key, int otherwise) =>
        settings[key] is not { Length: > 0 } text ? otherwise
        : int.TryParse(text, out var value) && value >= 0 ? value
        : throw Wrong(settings.Whole(key), text, "a whole number");

    public static T Choice<T>(this IConfiguration settings, string key, T otherwise)
        where T : struct, Enum =>
        settings[key] is not { Length: > 0 } text ? otherwise
        : Enum.TryParse<T>(text, ignoreCase: true, out var value) && Enum.IsDefined(value) ? value
        : throw Wrong(settings.Whole(key), text, string.Join(", ", Enum.GetNames<T>()));

    // A section knows its keys only by their last part.
    private static string Whole(this IConfiguration settings, string key) =>
        settings is IConfigurationSection section ? $"{section.Path}:{key}" : key;

    public static CannotStartException Wrong(string key, string value, string allowed) =>
        new($"The setting {key} is '{value}'; it must be {allowed}.");
}

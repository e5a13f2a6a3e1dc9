using Workflows.Host.Startup;

namespace Workflows.Host.SignIn;

/// <summary>How people sign in with an OpenID provider beside local accounts: section <c>SignIn:OpenIdConnect</c>.</summary>
/// <param name="Name">What the button on the sign-in page calls the provider.</param>
/// <param name="Claim">The claim that names the person: <c>email</c> is compared with the e-mail address, any other with the
/// sign-in name.</param>
public sealed record OpenIdSettings(Uri Authority, string ClientId, string ClientSecret, string Name, string Claim)
{
    /// <summary>The claim that holds an address.</summary>
    public const string EmailClaim = "email";
    private const string Section = "SignIn:OpenIdConnect";

    /// <summary>Null when nothing of it is set.</summary>
    /// <exception cref="CannotStartException">When only a part is set, or the address is none to trust.</exception>
    public static OpenIdSettings? Read(IConfiguration settings)
    {
        var section = settings.GetSection(Section);
        string[] needed = ["Authority", "ClientId", "ClientSecret"];
        var missing = needed.Where(key => string.IsNullOrWhiteSpace(section[key])).ToList();
        if (missing.Count == needed.Length)
            return null;
        if (missing.Count > 0)
            throw new CannotStartException(
                $"Sign-in with OpenID Connect is configured halfway: set {string.Join(", ", missing.Select(k => $"{Section}:{k}"))} "
                    + $"too, or nothing of {Section}."
            );
        var authority = section["Authority"]!.Trim();
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var address) || !IsTrusted(address))
            throw Settings.Wrong($"{Section}:Authority", authority, "an https address (http only on this machine)");
        return new OpenIdSettings(
            address,
            section["ClientId"]!.Trim(),
            section["ClientSecret"]!,
            section["Name"] is { Length: > 0 } name ? name : address.Host,
            section["ClaimForSignInName"] is { Length: > 0 } claim ? claim : "preferred_username"
        );
    }

    private static bool IsTrusted(Uri address) =>
        address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp && address.IsLoopback;

    // Never into a log.
    public override string ToString() => $"OpenIdSettings({Authority}, {ClientId})";
}

using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Workflows.Tests.SignIn;

/// <summary>A real OpenID provider on a real port: OpenIddict with the code flow, PKCE required. Whoever comes to it is signed
/// in there already, as whom the test says.</summary>
internal sealed class OpenIdProvider : IAsyncDisposable
{
    public const string ClientId = "workflows";
    public const string ClientSecret = "a-secret-that-no-log-may-show";

    private readonly WebApplication app;
    private readonly SqliteConnection memory;

    private OpenIdProvider(WebApplication app, SqliteConnection memory) => (this.app, this.memory) = (app, memory);

    public Uri Address => new(app.Urls.Single());

    /// <summary>The claims of who is signed in there.</summary>
    public Dictionary<string, string> Person { get; } = new() { [Claims.Subject] = "42" };

    /// <summary>How often somebody has signed out there.</summary>
    public int SignedOut { get; private set; }

    public static async Task<OpenIdProvider> StartAsync()
    {
        var database = new SqliteConnection("Data Source=:memory:");
        await database.OpenAsync();
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseKestrel().UseUrls("http://127.0.0.1:0");
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddDbContext<ProviderDb>(options => options.UseSqlite(database).UseOpenIddict());
        builder
            .Services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<ProviderDb>())
            .AddServer(Set);
        builder.Services.AddAuthentication();
        var provider = new OpenIdProvider(builder.Build(), database);
        provider.Map();
        await using (var scope = provider.app.Services.CreateAsyncScope())
            await scope.ServiceProvider.GetRequiredService<ProviderDb>().Database.EnsureCreatedAsync();
        await provider.app.StartAsync();
        return provider;
    }

    /// <summary>The settings by which a host knows this provider.</summary>
    public Dictionary<string, string> Settings(string claim = "preferred_username") =>
        new()
        {
            ["SignIn:OpenIdConnect:Authority"] = Address.ToString(),
            ["SignIn:OpenIdConnect:ClientId"] = ClientId,
            ["SignIn:OpenIdConnect:ClientSecret"] = ClientSecret,
            ["SignIn:OpenIdConnect:Name"] = "Haoyun ID",
            ["SignIn:OpenIdConnect:ClaimForSignInName"] = claim,
        };

    /// <summary>Makes a host known as a client.</summary>
    public async Task RegisterAsync(Uri host)
    {
        await using var scope = app.Services.CreateAsyncScope();
        await scope
            .ServiceProvider.GetRequiredService<IOpenIddictApplicationManager>()
            .CreateAsync(
                new OpenIddictApplicationDescriptor
                {
                    ClientId = ClientId,
                    ClientSecret = ClientSecret,
                    RedirectUris = { new Uri(host, "/account/open-id/callback") },
                    PostLogoutRedirectUris = { new Uri(host, "/account/open-id/signed-out") },
                    Permissions =
                    {
                        Permissions.Endpoints.Authorization,
                        Permissions.Endpoints.Token,
                        Permissions.Endpoints.EndSession,
                        Permissions.GrantTypes.AuthorizationCode,
                        Permissions.ResponseTypes.Code,
                        Permissions.Scopes.Email,
                        Permissions.Scopes.Profile,
                    },
                    Requirements = { Requirements.Features.ProofKeyForCodeExchange },
                }
            );
    }

    private static void Set(OpenIddictServerBuilder server)
    {
        server
            .SetAuthorizationEndpointUris("connect/authorize")
            .SetTokenEndpointUris("connect/token")
            .SetUserInfoEndpointUris("connect/userinfo")
            .SetEndSessionEndpointUris("connect/sign-out");
        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
        server.RegisterScopes(Scopes.OpenId, Scopes.Profile, Scopes.Email);
        server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
        server
            .UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableEndSessionEndpointPassthrough()
            .DisableTransportSecurityRequirement();
    }

    private void Map()
    {
        app.UseAuthentication();
        app.MapGet("/connect/authorize", Authorize);
        app.MapGet(
            "/connect/sign-out",
            () =>
            {
                SignedOut++;
                return Results.SignOut(
                    new AuthenticationProperties(),
                    [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]
                );
            }
        );
    }

    private IResult Authorize(HttpContext context)
    {
        var request = context.GetOpenIddictServerRequest()!;
        var identity = new ClaimsIdentity("provider", Claims.Name, Claims.Role);
        foreach (var (name, value) in Person)
            if (name == Claims.EmailVerified)
                identity.SetClaim(name, value == "true");
            else
                identity.SetClaim(name, value);
        identity.SetScopes(request.GetScopes());
        identity.SetDestinations(_ => [Destinations.IdentityToken, Destinations.AccessToken]);
        return Results.SignIn(
            new ClaimsPrincipal(identity),
            null,
            OpenIddictServerAspNetCoreDefaults.AuthenticationScheme
        );
    }

    public async ValueTask DisposeAsync()
    {
        await app.DisposeAsync();
        await memory.DisposeAsync();
    }

    private sealed class ProviderDb(DbContextOptions<ProviderDb> options) : DbContext(options);
}

using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.BearerToken;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Workflows.Cases;
using Workflows.Cases.Storage;
using Workflows.Host.SignIn.Storage;
using Workflows.Host.Startup;

namespace Workflows.Host.SignIn;

/// <summary>ASP.NET Core Identity: a cookie for pages, a token for the API, and who may do what.</summary>
public static class SignInServices
{
    /// <summary>Takes the token where one is sent, otherwise the cookie.</summary>
    private const string CookieOrToken = "CookieOrToken";

    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration settings, bool demo)
    {
        services.AddScoped(scope => SignInDb.Create(scope.GetRequiredService<DatabaseSettings>()));
        services.AddDataProtection().SetApplicationName("Workflows").PersistKeysToDbContext<SignInDb>();
        services
            .AddIdentityCore<Account>(options => Rules(options, demo))
            .AddEntityFrameworkStores<SignInDb>()
            .AddSignInManager()
            .AddClaimsPrincipalFactory<PersonClaims>();
        var authentication = services
            .AddAuthentication(CookieOrToken)
            .AddPolicyScheme(CookieOrToken, null, options => options.ForwardDefaultSelector = SchemeOf)
            .AddCookie(IdentityConstants.ApplicationScheme, Cookie)
            .AddBearerToken(IdentityConstants.BearerScheme, Token);
        if (OpenIdSettings.Read(settings) is { } openId)
        {
            services.AddSingleton(openId);
            authentication.AddOpenId(openId);
        }
        services
            .AddAuthorizationBuilder()
            .AddPolicy("ProcessOwner", policy => policy.RequireRole("process-owner", "admin"))
            .AddPolicy("Admin", policy => policy.RequireRole("admin"));
        services
            .AddHttpContextAccessor()
            .AddScoped<CurrentPerson>()
            .AddScoped<IReader>(s => s.GetRequiredService<CurrentPerson>())
            .AddScoped<SignInPerson>();
        services
            .AddScoped<ChangePassword>()
            .AddScoped<OneTimePassword>()
            .AddSingleton<Sessions>()
            .AddSingleton<Attempts>();
        services.AddTransient<IClaimsTransformation, StillSignedIn>();
        services.AddSingleton<IAuthorizationMiddlewareResultHandler, AskAgain>();
        return services;
    }

    /// <summary>Creates the tables for accounts; needs nobody yet.</summary>
    public static IServiceCollection AddAccounts(this IServiceCollection services, bool demo) =>
        services.AddPreparation("Preparing accounts", (scope, stop) => FirstAccounts.EnsureAsync(scope, demo, stop));

    private static void Rules(IdentityOptions options, bool demo)
    {
        options.User.AllowedUserNameCharacters = "";
        options.Password = demo
            ? new PasswordOptions { RequiredLength = 4 }
            : new PasswordOptions { RequiredLength = 12, RequiredUniqueChars = 5 };
        options.Password.RequireDigit = options.Password.RequireNonAlphanumeric = false;
        options.Password.RequireLowercase = options.Password.RequireUppercase = false;
        options.Lockout.MaxFailedAccessAttempts = 10;
        options.Lockout.DefaultLockoutTimeSpan = TimeSpan.FromMinutes(5);
    }

    private static void Cookie(CookieAuthenticationOptions options)
    {
        options.Cookie.Name = "workflows";
        options.Cookie.HttpOnly = true;
        options.Cookie.SameSite = SameSiteMode.Lax;
        options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        options.ExpireTimeSpan = TimeSpan.FromHours(12);
        options.SlidingExpiration = true;
        options.LoginPath = "/account/sign-in";
        options.LogoutPath = "/account/sign-out";
        options.AccessDeniedPath = "/account/denied";
        options.ReturnUrlParameter = "returnUrl";
        options.Events.OnRedirectToLogin = context => Answer(context, StatusCodes.Status401Unauthorized);
        options.Events.OnRedirectToAccessDenied = context => Answer(context, StatusCodes.Status403Forbidden);
    }

    private static Task Answer(RedirectContext<CookieAuthenticationOptions> context, int status)
    {
        if (context.Request.Path.IsApi())
            context.Response.StatusCode = status;
        else
            context.Response.Redirect(context.RedirectUri);
        return Task.CompletedTask;
    }

    private static void Token(BearerTokenOptions options)
    {
        options.BearerTokenExpiration = TimeSpan.FromHours(12);
        // Browsers cannot set headers on a web socket.
        options.Events.OnMessageReceived = context =>
        {
            if (HubToken(context.HttpContext) is { } token)
                context.Token = token;
            return Task.CompletedTask;
        };
    }

    private static string? SchemeOf(HttpContext context) =>
        context.Request.Headers.Authorization.ToString().StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
        || HubToken(context) is not null
            ? IdentityConstants.BearerScheme
            : IdentityConstants.ApplicationScheme;

    private static string? HubToken(HttpContext context) =>
        context.Request.Path.IsUnder("/elsa/hubs")
        && context.Request.Query["access_token"].ToString() is { Length: > 0 } token
            ? token
            : null;
}

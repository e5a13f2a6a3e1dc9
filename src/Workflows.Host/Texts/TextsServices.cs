using System.Globalization;
using Microsoft.AspNetCore.Localization;
using Workflows.Cases;
using Workflows.Host.Startup;

namespace Workflows.Host;

/// <summary>Languages and the company's time zone.</summary>
public static class TextsServices
{
    public static IServiceCollection AddTexts(this IServiceCollection services, IConfiguration settings)
    {
        services.AddSingleton(new CompanyTime(ZoneOf(settings["Company:TimeZone"] ?? "Asia/Shanghai")));
        services.AddSingleton<Texts>().AddSingleton<Times>().AddSingleton<DueTexts>().AddSingleton<Problems>();
        return services.Configure<RequestLocalizationOptions>(options =>
        {
            // Only the language follows the person: numbers and dates in forms and JSON stay invariant.
            options.DefaultRequestCulture = new RequestCulture(
                CultureInfo.InvariantCulture,
                new CultureInfo("zh-Hans")
            );
            options.SupportedCultures = [CultureInfo.InvariantCulture];
            options.SupportedUICultures = [.. LocalText.Languages.Select(CultureInfo.GetCultureInfo)];
            options.ApplyCurrentCultureToResponseHeaders = true;
            // zh-CN falls back to zh-Hans, zh-TW and zh-HK to zh-Hant by their parents.
            options.RequestCultureProviders =
            [
                new CookieRequestCultureProvider { CookieName = LanguageCookie },
                new AcceptLanguageHeaderRequestCultureProvider(),
            ];
        });
    }

    /// <summary>Holds the language that a person chose, in the form of <see cref="CookieRequestCultureProvider"/>.</summary>
    public const string LanguageCookie = "language";

    private static TimeZoneInfo ZoneOf(string id) =>
        TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone)
            ? zone
            : throw new CannotStartException(
                $"Company:TimeZone is '{id}', which is no time zone known here; write it like Asia/Shanghai."
            );
}

using System.Text.Encodings.Web;
using System.Text.Unicode;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.WebEncoders;
using Workflows.Host.Api.Attachments;
using Workflows.Host.Pages.Absences;
using Workflows.Host.Pages.Data;
using Workflows.Host.Pages.Flow;
using Workflows.Host.Pages.Forms;
using Workflows.Host.Pages.Layout;
using Workflows.Host.Pages.People;
using Workflows.Host.Pages.Timeline;
using Workflows.Host.Studio;
using Workflows.Host.Studio.Audit;

namespace Workflows.Host.Pages;

/// <summary>The inbox's pages.</summary>
public static class PagesServices
{
    public static IServiceCollection AddPages(this IServiceCollection services)
    {
        services.AddRazorPages(options => options.Conventions.AuthorizeFolder("/"));
        services.AddSafeHeaders();
        services.AddAntiforgery(options =>
        {
            options.Cookie.Name = "antiforgery";
            options.Cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        });
        // Chinese stays readable in the page's source, and a third of the size.
        services.Configure<WebEncoderOptions>(options =>
            options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All)
        );
        // Only what never holds a secret of the person: compressing pages with tokens would help an eavesdropper.
        services.AddResponseCompression(options =>
        {
            options.EnableForHttps = true;
            options.MimeTypes = ["text/css", "text/javascript", "image/svg+xml"];
        });
        services
            .AddScoped<Navigation>()
            .AddScoped<TaskActs>()
            .AddScoped<MoreActs>()
            .AddScoped<Colleagues>()
            .AddScoped<FlowPictures>();
        services.AddScoped<Registers.RegisterTable>().AddScoped<PostedFiles>().AddScoped<Customers.CustomerSheet>();
        services.AddScoped<FormActs>().AddScoped<FormViews>().AddScoped<FailedCases>();
        services.AddScoped<FlowDifference>().AddSingleton<StudioWords>();
        FlowActNotices.Register(services);
        return services.AddScoped<DataViews>().AddSingleton<AbsenceReasons>().AddScoped<TimelineLines>();
    }

    /// <summary>Error pages, security headers and the files that pages load. Comes before authentication.</summary>
    public static WebApplication UsePages(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseStudioAnswers();
        app.UseErrorPages();
        app.UseResponseCompression();
        app.UseFiles().UseStudioFiles();
        // Not where the framework would put it, in front of all: error pages must find their own address.
        app.UseRouting();
        return app;
    }

    /// <summary>The pages' addresses.</summary>
    public static WebApplication MapPages(this WebApplication app)
    {
        app.MapRazorPages();
        app.MapStudioSettings();
        app.MapStudioLinks();
        app.MapMailBody();
        app.MapAttachmentPages();
        return app;
    }
}

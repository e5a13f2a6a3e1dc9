using Serilog;
using Serilog.Events;
using Serilog.Formatting.Display;

namespace Workflows.Host.Startup;

/// <summary>Console, log and address: what is there before anything else.</summary>
internal static class StartupServices
{
    private const string DefaultAddress = "http://localhost:5080";

    public static void AddStartup(this WebApplicationBuilder builder)
    {
        var settings = builder.Configuration;
        // Not in appsettings.json: there it would win over ASPNETCORE_URLS.
        if (
            settings["urls"] is null
            && settings["http_ports"] is null
            && !settings.GetSection("Kestrel:Endpoints").Exists()
        )
            builder.WebHost.UseUrls(DefaultAddress);
        CheckAddresses(settings["urls"]);
        builder.WebHost.ConfigureKestrel(server => server.AddServerHeader = false);
        builder.Services.AddSerilog(log => Configure(log, settings));
        builder.Services.AddSingleton(new DemoMode(settings.Flag("Demo", builder.Environment.IsDevelopment())));
        builder.Services.AddSingleton<StartConsole>();
        Console.OutputEncoding = System.Text.Encoding.UTF8;
    }

    /// <summary>Prints where the host is as soon as it answers.</summary>
    public static void AnnounceWhenReady(this WebApplication app) =>
        app.Lifetime.ApplicationStarted.Register(app.Services.GetRequiredService<StartConsole>().Ready);

    // Before anything is prepared, and with a line that says what an address looks like.
    private static void CheckAddresses(string? urls)
    {
        foreach (var url in (urls ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries))
            if (!IsAddress(url))
                throw Settings.Wrong("urls", url, $"an address with a port up to 65535, such as {DefaultAddress}");
    }

    private static bool IsAddress(string url)
    {
        try
        {
            return BindingAddress.Parse(url).Port is >= 0 and <= 65535;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    // Quiet about everyday work of the frameworks; an operator changes levels with Serilog__MinimumLevel__….
    private static void Configure(LoggerConfiguration log, IConfiguration settings) =>
        log
            .MinimumLevel.Information()
            .MinimumLevel.Override("Microsoft", LogEventLevel.Warning)
            .MinimumLevel.Override("System", LogEventLevel.Warning)
            .MinimumLevel.Override("Hangfire", LogEventLevel.Warning)
            // Clients that hang up are no concern of ours.
            .MinimumLevel.Override("Microsoft.AspNetCore.Server.Kestrel", LogEventLevel.Error)
            // Warns that keys are stored unencrypted; who reads the database may do everything anyway.
            .MinimumLevel.Override("Microsoft.AspNetCore.DataProtection", LogEventLevel.Error)
            .ReadFrom.Configuration(settings)
            // Said once, in our words, on the way out.
            .Filter.ByExcluding(e => e.MessageTemplate.Text == "Hosting failed to start")
            .WriteTo.Console(
                new MessageTemplateTextFormatter("{Timestamp:HH:mm:ss} {Level:u3} {Message:lj}{NewLine}{Exception}")
            );
}

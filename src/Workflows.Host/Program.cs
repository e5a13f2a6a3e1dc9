using Workflows.Host;
using Workflows.Host.Api;
using Workflows.Host.Engine;
using Workflows.Host.Mail;
using Workflows.Host.Packs;
using Workflows.Host.Pages;
using Workflows.Host.SignIn;
using Workflows.Host.Startup;
using Workflows.Host.Storage;
using Workflows.Host.Studio.Audit;
using Workflows.Host.Timers;
using Workflows.Host.Verify;

try
{
    var builder = WebApplication.CreateBuilder(HostFolder.Options(args));
    var (services, settings) = (builder.Services, builder.Configuration);
    builder.AddStartup();
    var demo = settings.Flag("Demo", builder.Environment.IsDevelopment());
    services.AddClock(settings, demo);
    services.AddTexts(settings);
    services.AddStorage(settings);
    services.AddEngine(settings);
    services.AddPacks(settings, demo);
    services.AddSignIn(settings, demo);
    services.AddMail(settings);
    services.AddTimers();
    services.AddApi();
    // After the packs, which bring the sample company.
    services.AddAccounts(demo);
    services.AddPages();

    var app = builder.Build();
    if (args is [VerifyCommand.Name, .. var numbers])
        return await VerifyCommand.RunAsync(app.Services, numbers, Console.Out);
    await app.PrepareAsync();
    app.UseRequestLocalization();
    app.UsePages();
    app.UseApiProblems();
    app.UseAuthentication();
    app.UseMiddleware<MustChangePassword>();
    app.UseAuthorization();
    app.UseMiddleware<FlowActRecorder>();
    app.MapApi();
    app.MapEngine();
    app.MapPages();
    app.MapTimers();
    app.MapStorage();
    app.AnnounceWhenReady();
    await app.RunAsync();
    return 0;
}
catch (Exception failure) when (StartFailure.Explain(failure) is { } line)
{
    await Console.Error.WriteLineAsync(line);
    return 1;
}

/// <summary>Public so that tests can start the host.</summary>
public partial class Program;

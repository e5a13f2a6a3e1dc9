using System.Text;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Workflows.Cases.People;
using Workflows.Host.Mail;
using Workflows.Host.SignIn;

namespace Workflows.Host.Startup;

/// <summary>What whoever starts the host reads: what it is doing, then where it is and who may sign in.</summary>
public sealed class StartConsole(
    IServer server,
    PeopleDirectory directory,
    MailSettings mail,
    DemoMode demo,
    TimeProvider clock
)
{
    public void Progress(string title) => Console.WriteLine($"  · {title} …");

    /// <summary>Printed when the host answers.</summary>
    public void Ready()
    {
        var address = server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() ?? "";
        var text = new StringBuilder().AppendLine().AppendLine($"  Workflows is ready: {Browsable(address)}");
        if (clock is MovedClock)
            text.AppendLine($"  Its clock has been moved forward: {clock.GetUtcNow():yyyy-MM-dd HH:mm} UTC.");
        if (demo.IsOn)
            AddSamples(text);
        else
            AddMissing(text);
        Console.WriteLine(text.AppendLine().Append("  Stop with Ctrl+C.").AppendLine());
    }

    // Without these the host runs, and its mails are of no use to anybody.
    private void AddMissing(StringBuilder text)
    {
        if (mail.Smtp is null)
            text.AppendLine("  Mails go into the data folder and reach nobody: set Mail__Smtp__Host.");
        if (mail.BaseUrl is null)
            text.AppendLine(
                "  Links in mails lead to the address above: set Mail__BaseUrl to the one that people open."
            );
    }

    private void AddSamples(StringBuilder text)
    {
        var organisation = directory.Current;
        text.AppendLine().AppendLine($"  Sample accounts, all with the password '{FirstAccounts.SamplePassword}':");
        foreach (var person in organisation.People.Where(p => p.IsActive))
        {
            var department = organisation.Department(person.DepartmentKey)?.Name.Hans ?? person.DepartmentKey;
            text.AppendLine($"    {person.SignInName, -18}{person.Name}　{department}");
        }
    }

    // What Kestrel listens on is not always what a browser can open.
    private static string Browsable(string address) =>
        address
            .Replace("://0.0.0.0", "://localhost", StringComparison.Ordinal)
            .Replace("://[::]", "://localhost", StringComparison.Ordinal);
}

/// <summary>Whether the sample company is there. On for <c>dotnet run</c> unless <c>Demo=false</c>; off in production.</summary>
public sealed record DemoMode(bool IsOn);

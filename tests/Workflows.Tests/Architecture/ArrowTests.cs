using System.Reflection;
using ArchUnitNET.Loader;
using ArchUnitNET.xUnitV3;
using static ArchUnitNET.Fluent.ArchRuleDefinition;

namespace Workflows.Tests.Architecture;

/// <summary>Who may see whom (design section 3). References tell about projects and packages; ArchUnit about folders.</summary>
public sealed class ArrowTests
{
    private static readonly Assembly Host = typeof(Program).Assembly;
    private static readonly Assembly Activities = Assembly.Load("Workflows.Activities");
    private static readonly Assembly Cases = Assembly.Load("Workflows.Cases");
    private static readonly Assembly Engine = Assembly.Load("Elsa.Workflows");
    private static readonly Assembly Server = Assembly.Load("Elsa.Server");

    private static readonly ArchUnitNET.Domain.Architecture Product = new ArchLoader()
        .LoadAssemblies(Host, Activities, Cases)
        .Build();

    [Theory]
    [InlineData(
        "Elsa.Workflows",
        "Elsa.Server,Workflows.,Microsoft.EntityFrameworkCore,Hangfire,MailKit,MimeKit,Npgsql"
    )]
    [InlineData("Elsa.Server", "Workflows.,Hangfire,MailKit,MimeKit")]
    [InlineData(
        "Workflows.Cases",
        "Elsa,Workflows.Activities,Workflows.Host,Microsoft.AspNetCore,Hangfire,MailKit,MimeKit"
    )]
    [InlineData("Workflows.Activities", "Elsa.Server,Workflows.Host,Microsoft.AspNetCore,Hangfire,MailKit,MimeKit")]
    public void A_project_does_not_know_what_it_must_not(string project, string forbidden)
    {
        var known = Assembly.Load(project).GetReferencedAssemblies().Select(a => a.Name!);

        known
            .Where(name => forbidden.Split(',').Any(f => name.StartsWith(f, StringComparison.Ordinal)))
            .ShouldBeEmpty();
    }

    [Fact]
    public void The_engine_does_no_input_or_output()
    {
        string[] doors = ["System.Net.Http", "System.Net.Sockets", "System.IO.FileSystem", "System.Data.Common"];

        Engine.GetReferencedAssemblies().Select(a => a.Name!).Intersect(doors).ShouldBeEmpty();
    }

    [Fact]
    public void Only_the_mail_folder_sees_MailKit() => OnlyIn("Workflows.Host.Mail", @"^(MailKit|MimeKit)(\.|$)");

    [Fact]
    public void Only_the_timers_folder_sees_Hangfire() => OnlyIn("Workflows.Host.Timers", @"^Hangfire(\.|$)");

    private static void OnlyIn(string folder, string packages) =>
        Types()
            .That()
            .DoNotResideInNamespaceMatching($"^{folder.Replace(".", @"\.", StringComparison.Ordinal)}(\\.|$)")
            .Should()
            .NotDependOnAny(Types().That().ResideInNamespaceMatching(packages))
            .WithoutRequiringPositiveResults()
            .Check(Product);

    [Fact]
    public void The_stand_in_declares_public_types_in_Elsas_namespaces_and_in_Workflows_Engine_only()
    {
        var strays = new[] { Engine, Server }
            .SelectMany(a => a.GetExportedTypes())
            .Where(t =>
                !(
                    t.Namespace is { } n
                    && (
                        n == "Elsa"
                        || n.StartsWith("Elsa.", StringComparison.Ordinal)
                        || n.StartsWith("Workflows.Engine", StringComparison.Ordinal)
                    )
                )
            )
            .Select(t => t.FullName);

        strays.ShouldBeEmpty();
    }

    [Fact]
    public void The_product_declares_nothing_in_Elsas_namespaces()
    {
        var strays = new[] { Host, Activities, Cases }
            .SelectMany(a => a.GetTypes())
            .Where(t => t.Namespace is { } n && (n == "Elsa" || n.StartsWith("Elsa.", StringComparison.Ordinal)))
            .Select(t => t.FullName);

        strays.ShouldBeEmpty();
    }
}

using Workflows.Tests.Support;

[assembly: AssemblyFixture(typeof(SharedApps))]

using Workflows.Host.Startup;

namespace Workflows.Host.Packs;

/// <summary>The folder of process packs: <c>Packs:Folder</c>, otherwise <c>workflows</c> beside the program or in a folder above.</summary>
public sealed record PackFolder(string Path)
{
    internal static PackFolder Find(string? wanted)
    {
        if (!string.IsNullOrWhiteSpace(wanted))
        {
            var path = System.IO.Path.GetFullPath(wanted, HostFolder.Path);
            return Directory.Exists(path)
                ? new PackFolder(path)
                : throw new CannotStartException($"There is no folder {path}: correct Packs__Folder.");
        }
        for (var folder = new DirectoryInfo(HostFolder.Path); folder is not null; folder = folder.Parent)
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "workflows", "policy.json")))
                return new PackFolder(System.IO.Path.Combine(folder.FullName, "workflows"));
        throw new CannotStartException(
            $"The folder 'workflows' with the process packs is neither in {HostFolder.Path} nor above it: name it with Packs__Folder."
        );
    }
}

using Workflows.Host.Startup;

namespace Workflows.Host.Storage;

/// <summary>Where the host keeps files: the embedded database, mails of the demo. <c>Data:Folder</c>; a relative one is meant
/// from the host's own folder, so that it does not depend on where the host is started.</summary>
public sealed class DataFolder
{
    private DataFolder(string path) => Path = path;

    public string Path { get; }

    /// <summary>The path of a file or folder in it.</summary>
    public string Of(string name) => System.IO.Path.Combine(Path, name);

    /// <summary>Creates the folder and makes sure that it can be written.</summary>
    /// <exception cref="CannotStartException">It cannot.</exception>
    internal static DataFolder Open(string? wanted)
    {
        var path = System.IO.Path.GetFullPath(string.IsNullOrWhiteSpace(wanted) ? "data" : wanted, HostFolder.Path);
        try
        {
            Directory.CreateDirectory(path);
            var probe = System.IO.Path.Combine(path, $".probe-{Guid.NewGuid():N}");
            File.WriteAllBytes(probe, []);
            File.Delete(probe);
            return new DataFolder(path);
        }
        catch (Exception reason) when (reason is IOException or UnauthorizedAccessException)
        {
            throw new CannotStartException(
                $"The data folder {path} cannot be written ({reason.Message}): give this user the right to it, or choose "
                    + "another one with Data__Folder.",
                reason
            );
        }
    }
}

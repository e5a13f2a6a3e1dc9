using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Http;

namespace Workflows.Engine;

/// <summary>The JSON files that were uploaded: one as it is, or those of a zip, within limits that unpacking cannot exceed.</summary>
internal static class Archive
{
    private const int MostFiles = 500;
    private const long Largest = 50 * 1024 * 1024;

    public static async Task<List<(string Name, byte[] Bytes)>> ReadAsync(IFormFile file, CancellationToken stop)
    {
        await using var stream = file.OpenReadStream();
        var bytes = await Body.ReadLimitedAsync(stream, stop);
        if (bytes is not [(byte)'P', (byte)'K', ..])
            return [(file.FileName, bytes)];
        try
        {
            using var zip = new ZipArchive(new MemoryStream(bytes), ZipArchiveMode.Read);
            return await UnpackAsync(zip, file.FileName, stop);
        }
        catch (InvalidDataException e)
        {
            throw ElsaRefusedException.Bad(EngineTexts.Say("damagedZip", file.FileName, e.Message));
        }
    }

    private static async Task<List<(string, byte[])>> UnpackAsync(ZipArchive zip, string name, CancellationToken stop)
    {
        if (zip.Entries.Count > MostFiles)
            throw ElsaRefusedException.Bad($"{name} holds more than {MostFiles} files.");
        var files = new List<(string, byte[])>();
        long total = 0;
        foreach (var entry in zip.Entries.Where(e => e.Name.EndsWith(".json", StringComparison.OrdinalIgnoreCase)))
        {
            await using var content = await entry.OpenAsync(stop);
            var bytes = await Body.ReadLimitedAsync(content, stop);
            total += bytes.Length;
            if (total > Largest)
                throw new ElsaRefusedException(
                    HttpStatusCode.RequestEntityTooLarge,
                    $"{name} unpacks to more than {Largest / 1024 / 1024} MB."
                );
            files.Add((entry.FullName, bytes));
        }
        return files;
    }
}

using System.IO.Compression;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Workflows.Engine;

namespace Elsa.Tests.Runtime;

/// <summary>Everything that the engine has written about instances, as readable text.</summary>
internal static class StoredRows
{
    public static Task<string> TextAsync(ServerHost host) =>
        host.InScopeAsync(async services =>
        {
            var db = services.GetRequiredService<IElsaSession>().Db;
            var text = new StringBuilder();
            foreach (var instance in await db.Instances.AsNoTracking().ToListAsync())
                text.AppendLine(Unpack(instance.State));
            foreach (var bookmark in await db.Bookmarks.AsNoTracking().ToListAsync())
                text.AppendLine(bookmark.Payload).AppendLine(bookmark.Metadata).AppendLine(bookmark.Hash);
            foreach (var page in await db.Journal.AsNoTracking().ToListAsync())
                text.AppendLine(Unpack(page.Entries)).AppendLine(Unpack(page.Executions));
            return text.ToString();
        });

    // Long texts lie compressed behind a 1.
    private static string Unpack(byte[] stored)
    {
        if (stored is not [1, ..])
            return Encoding.UTF8.GetString(stored);
        using var deflate = new DeflateStream(
            new MemoryStream(stored, 1, stored.Length - 1),
            CompressionMode.Decompress
        );
        using var reader = new StreamReader(deflate);
        return reader.ReadToEnd();
    }
}

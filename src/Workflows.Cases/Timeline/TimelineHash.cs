using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Workflows.Cases.Timeline;

/// <summary>The chain's hash: SHA-256 over the previous hash and every column, each with its length, in a fixed order.</summary>
public static class TimelineHash
{
    public static byte[] Of(TimelineEntry entry)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add(hash, entry.PreviousHash);
        foreach (var part in Parts(entry))
            Add(hash, Encoding.UTF8.GetBytes(part));
        return hash.GetHashAndReset();
    }

    private static string[] Parts(TimelineEntry e) =>
        [
            e.CaseId.ToString("N"),
            $"{e.Sequence}",
            // Microseconds: what PostgreSQL keeps of a time.
            $"{e.At.UtcTicks / 10}",
            e.Kind,
            e.PersonId?.ToString("N") ?? "",
            e.PersonName ?? "",
            e.OnBehalfOfId?.ToString("N") ?? "",
            e.Channel.ToString(),
            e.RemoteAddress ?? "",
            e.TaskId?.ToString("N") ?? "",
            e.Step ?? "",
            e.Outcome ?? "",
            e.Comment ?? "",
            e.Details,
            e.FormVersion ?? "",
            $"{e.FlowVersion}",
        ];

    // The length in front keeps "ab"+"c" apart from "a"+"bc".
    private static void Add(IncrementalHash hash, byte[] bytes)
    {
        Span<byte> length = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
        hash.AppendData(length);
        hash.AppendData(bytes);
    }
}

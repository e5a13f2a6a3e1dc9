using System.IO.Compression;

namespace Workflows.Engine;

/// <summary>
/// How JSON lies in a blob: as it is when short, compressed when long. The first byte tells which: JSON never starts
/// with 1.
/// </summary>
internal static class Packing
{
    private const int WorthIt = 4096;
    private const byte Compressed = 1;

    public static byte[] Pack(byte[] json)
    {
        if (json.Length < WorthIt)
            return json;
        using var packed = new MemoryStream(json.Length / 3);
        packed.WriteByte(Compressed);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            deflate.Write(json);
        return packed.ToArray();
    }

    public static byte[] Unpack(byte[] packed)
    {
        if (packed.Length == 0 || packed[0] != Compressed)
            return packed;
        using var json = new MemoryStream(packed.Length * 4);
        using (
            var deflate = new DeflateStream(new MemoryStream(packed, 1, packed.Length - 1), CompressionMode.Decompress)
        )
            deflate.CopyTo(json);
        return json.ToArray();
    }
}

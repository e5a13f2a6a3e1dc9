using System.Security.Cryptography;

namespace Elsa.Workflows;

/// <summary>Random 64-bit ids in hexadecimal, as in Elsa's stores.</summary>
public class RandomLongIdentityGenerator : IIdentityGenerator
{
    public string GenerateId()
    {
        Span<byte> bytes = stackalloc byte[8];
        RandomNumberGenerator.Fill(bytes);
        return BitConverter.ToInt64(bytes).ToString("x");
    }
}

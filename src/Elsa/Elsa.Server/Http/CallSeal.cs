using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.DataProtection;

namespace Workflows.Engine;

/// <summary>
/// A request as it lies in the database until it is made. Tokens in its headers, its address and its content are for
/// the other system only: whoever reads the rows sees which system is asked, and no more.
/// </summary>
internal sealed record SealedCall(string Method, string Host, string Sealed);

/// <summary>Seals requests with the host's own keys, which all its processes share.</summary>
internal sealed class CallSeal(IDataProtectionProvider protection)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Elsa.HttpCall");

    public SealedCall Close(HttpCall call) =>
        new(call.Method, new Uri(call.Url).Authority, _protector.Protect(JsonSerializer.Serialize(call)));

    /// <returns>Null when the keys with which it was sealed are gone.</returns>
    public HttpCall? Open(SealedCall call)
    {
        try
        {
            return JsonSerializer.Deserialize<HttpCall>(_protector.Unprotect(call.Sealed));
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}

using System.Security.Cryptography;
using System.Text;

namespace Aios.Office.Access;

/// <summary>Secrets that open the office: 256 random bits each, so that a hash without salt tells nothing of them.</summary>
public static class AccessSecrets
{
    private const int Bytes = 32;

    /// <summary>Longer texts are no secret of this kind; they are not even hashed.</summary>
    private const int LongestText = 128;

    /// <param name="mark">Stands before the secret, so that a scanner for lost secrets knows what it found: <c>aios_t_</c>.</param>
    public static string Draw(string mark = "") => mark + Text(RandomNumberGenerator.GetBytes(Bytes));

    /// <summary>SHA-256 in lower-case hexadecimal; what is looked up in place of the secret, so that no comparison tells how much of it is right.</summary>
    public static string HashOf(string secret) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(secret.Length <= LongestText ? secret : "")));

    /// <summary>What a page sends back with every write; only who can read the office's answers has it, unlike the cookie.</summary>
    public static string AntiforgeryOf(string sessionSecret) =>
        Text(HMACSHA256.HashData(Encoding.UTF8.GetBytes(sessionSecret), "antiforgery"u8));

    /// <summary>In a time that does not depend on where the texts differ.</summary>
    public static bool AreEqual(string one, string other) =>
        CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));

    private static string Text(byte[] bytes) => Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
}

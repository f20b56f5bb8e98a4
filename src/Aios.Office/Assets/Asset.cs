namespace Aios.Office.Assets;

/// <summary>One built file in the forms it is sent in; those that are null were not built.</summary>
/// <param name="Path">As in the address: <c>/assets/office-1a2b3c4d.js</c>.</param>
/// <param name="IsHashed">Its name changes with its content, so that it may be kept for ever.</param>
internal sealed record Asset(string Path, string ContentType, bool IsHashed, Form Plain, Form? Brotli, Form? Gzip)
{
    /// <param name="coding">As in <c>Content-Encoding</c>.</param>
    public Form? In(string coding) =>
        coding switch
        {
            "br" => Brotli,
            "gzip" => Gzip,
            _ => Plain,
        };
}

/// <param name="Tag">A strong ETag with its quotes; each form has another.</param>
internal sealed record Form(ReadOnlyMemory<byte> Bytes, string Tag);

using System.Text;

namespace Aios.Platform.Files;

/// <summary>Files that a person wrote outside of any data folder. They are read whole and never changed; symbolic links are followed.</summary>
public static class PlainFiles
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public static bool IsFolder(string path) => Directory.Exists(path);

    /// <summary>Paths of the files directly in a folder whose name ends so, in ordinal order; names that begin with a dot are left out.</summary>
    /// <exception cref="DataFolderException">The folder is absent or may not be read.</exception>
    public static IReadOnlyList<string> List(string folder, string suffix) =>
        Guarded(
            "list",
            folder,
            () =>
                Directory
                    .EnumerateFiles(folder)
                    .Where(path => path.EndsWith(suffix, StringComparison.Ordinal) && !Path.GetFileName(path).StartsWith('.'))
                    .Order(StringComparer.Ordinal)
                    .ToArray()
        );

    /// <summary>Reads UTF-8 text, without its byte order mark.</summary>
    /// <exception cref="DataFolderException">It is absent, may not be read, is longer than <paramref name="longest"/> bytes, or is no UTF-8.</exception>
    public static string ReadText(string path, int longest = 4 * 1024 * 1024)
    {
        var bytes = Guarded("read", path, () => ReadBytes(path, longest));
        return Decode(bytes, path);
    }

    /// <summary>UTF-8 to text, without its byte order mark.</summary>
    /// <param name="path">For the error only.</param>
    /// <exception cref="DataFolderException">It is no UTF-8.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes, string path)
    {
        try
        {
            return Strict.GetString(bytes.StartsWith(Encoding.UTF8.Preamble) ? bytes[Encoding.UTF8.Preamble.Length..] : bytes);
        }
        catch (DecoderFallbackException error)
        {
            throw new DataFolderException(
                DataFolderFault.Unreadable,
                path,
                $"the file is not UTF-8 text (byte {error.Index + 1})",
                "Save it as UTF-8.",
                error
            );
        }
    }

    private static byte[] ReadBytes(string path, int longest)
    {
        if (Directory.Exists(path))
            throw DataFolderException.From(Errno.IsADirectory, "read", path);
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var content = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (file.Read(buffer) is > 0 and var count)
        {
            content.Write(buffer.AsSpan(0, count));
            if (content.Length > longest)
                throw new DataFolderException(
                    DataFolderFault.Unreadable,
                    path,
                    $"the file has more than {longest} bytes",
                    "Split it or move it away."
                );
        }
        return content.ToArray();
    }

    private static T Guarded<T>(string doing, string path, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            throw DataFolderException.From(Errno.Missing, doing, path, error);
        }
        catch (UnauthorizedAccessException error)
        {
            throw DataFolderException.From(Errno.AccessDenied, doing, path, error);
        }
        catch (IOException error) when (error is not DataFolderException)
        {
            throw DataFolderException.From(Errno.Of(error), doing, path, error);
        }
    }
}

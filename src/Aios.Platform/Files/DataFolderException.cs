namespace Aios.Platform.Files;

/// <summary>A file operation in a data folder failed; the text says what, where, why, and what to do.</summary>
public sealed class DataFolderException : IOException
{
    public DataFolderException(DataFolderFault fault, string path, string cause, string remedy, Exception? inner = null)
        : base($"{path}: {cause}. {remedy}", inner)
    {
        Fault = fault;
        Path = path;
        Cause = cause;
        Remedy = remedy;
    }

    public DataFolderFault Fault { get; }

    /// <summary>The file or folder concerned.</summary>
    public string Path { get; }

    public string Cause { get; }

    /// <summary>What the operator can do, as one sentence.</summary>
    public string Remedy { get; }

    internal static DataFolderException From(int errno, string doing, string path, Exception? inner = null)
    {
        var (fault, remedy) = errno switch
        {
            Errno.NotPermitted or Errno.AccessDenied => (
                DataFolderFault.NotPermitted,
                $"Give user '{Environment.UserName}' read and write access to it, or choose another data folder"
            ),
            Errno.ReadOnly => (DataFolderFault.ReadOnly, "Mount the file system writable, or choose another data folder"),
            Errno.NoSpace or Errno.Quota or Errno.TooBig => (
                DataFolderFault.Full,
                "Free space on this file system (or raise the quota); writing goes on by itself then"
            ),
            Errno.Missing => (DataFolderFault.Missing, "Check the path; a node makes its data folder at its first start"),
            Errno.Exists => (DataFolderFault.Exists, "Move the existing file away first"),
            Errno.Loop or Errno.IsADirectory or Errno.NotADirectory => (
                DataFolderFault.WrongKind,
                "Put a plain file (or folder) there, symbolic links to files are not followed"
            ),
            Errno.TooManyOpen => (DataFolderFault.Failed, "Raise the limit of open files (ulimit -n)"),
            _ => (DataFolderFault.Failed, "Check the disk and the kernel log"),
        };
        return new DataFolderException(fault, path, $"cannot {doing}: {Errno.Describe(errno)} (errno {errno})", remedy + ".", inner);
    }
}

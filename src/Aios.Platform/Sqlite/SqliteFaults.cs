using Aios.Platform.Files;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Aios.Platform.Sqlite;

/// <summary>What an error of the library means for whoever runs the node.</summary>
public static class SqliteFaults
{
    private const string Damaged = "If it is no database of this runtime or damaged, restore it from a backup or move it away.";

    /// <summary>Null when not the file or its disk is to blame but what was asked of it.</summary>
    public static string? RemedyOf(SqliteException error) =>
        error.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED =>
                "Another process holds it: end that process ('fuser -v FILE' names it), or wait for it.",
            raw.SQLITE_FULL => "Free space on its disk.",
            raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_CANTOPEN =>
                "Check owner and mode of the file and its folder, and that the disk is not mounted read-only.",
            raw.SQLITE_IOERR => "Check the disk and the kernel log.",
            raw.SQLITE_NOMEM => "Free memory on this machine.",
            raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB or raw.SQLITE_FORMAT => Damaged,
            _ => null,
        };

    /// <param name="doing">What cannot be done, such as <c>cannot open the database</c>.</param>
    public static DataFolderException Of(SqliteException error, string path, string doing) =>
        new(DataFolderFault.Unreadable, path, $"{doing}: {error.Message}", RemedyOf(error) ?? Damaged, error);
}

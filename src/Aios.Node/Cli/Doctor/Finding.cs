using System.Text.Json;
using Aios.Loop.Vocabulary;
using Aios.Platform.Files;

namespace Aios.Node.Cli.Doctor;

/// <summary>What one check found.</summary>
/// <param name="State"><c>ok</c>, <c>note</c> (nothing to do), <c>warn</c>, <c>fail</c>.</param>
internal sealed record Finding(string Check, string State, string Found, string? Remedy = null)
{
    public static Finding Ok(string check, string found) => new(check, "ok", found);

    public static Finding Note(string check, string found) => new(check, "note", found);

    public static Finding Warn(string check, string found, string remedy) => new(check, "warn", found, remedy);

    public static Finding Fail(string check, string found, string remedy) => new(check, "fail", found, remedy);

    public static Finding Fail(string check, DataFolderException fault) =>
        OtherUser.Of(fault) is { } owner
            ? Fail(check, OtherUser.Found(fault, owner), OtherUser.Remedy(owner))
            : Fail(check, $"{fault.Path}: {fault.Cause}", fault.Remedy);

    public JsonElement Item() => LooseJson.Object(("check", Check), ("state", State), ("found", Found), ("remedy", Remedy));
}

using System.Globalization;
using System.Text;
using Aios.Node.Settings;
using Aios.Platform.Files;

namespace Aios.Node.Inspection;

/// <summary>How long a node gives a verb that does not stream. One that is not the usual is left in the data folder, in milliseconds.</summary>
internal static class VerbPatience
{
    public static readonly TimeSpan Usual = InspectionSettings.Default.ReadTimeout;

    private const string Name = "verb-timeout";
    private const int MaxBytes = 32;

    /// <summary>For callers of this node; the folder's lock must be held.</summary>
    public static void Leave(DataFolder folder, TimeSpan patience)
    {
        if (patience == Usual)
            folder.Delete(Name);
        else
            folder.Replace(Name, Encoding.ASCII.GetBytes(patience.TotalMilliseconds.ToString("0", CultureInfo.InvariantCulture) + "\n"));
    }

    public static TimeSpan Find(DataFolder folder) =>
        folder.ReadAll(Name, MaxBytes) is { } bytes
        && int.TryParse(Encoding.ASCII.GetString(bytes).Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var ms)
            ? TimeSpan.FromMilliseconds(ms)
            : Usual;
}

using Microsoft.Net.Http.Headers;

namespace Aios.Office.Assets;

/// <summary>In which form a file is sent, by what the browser accepts (RFC 9110, 12.5.3).</summary>
internal static class CodingRules
{
    public const string Plain = "identity";

    private static readonly string[] Best = ["br", "gzip"];

    /// <param name="accepted">All <c>Accept-Encoding</c> headers; one that cannot be read counts as none.</param>
    /// <param name="has">Whether the file is there in that form.</param>
    /// <returns><c>br</c>, <c>gzip</c> or <see cref="Plain"/>: of those that are accepted most, the smallest.</returns>
    public static string Choose(IList<string> accepted, Func<string, bool> has)
    {
        if (!StringWithQualityHeaderValue.TryParseList(accepted, out var wishes))
            return Plain;
        var chosen = Best.Where(has).MaxBy(coding => Quality(wishes, coding));
        return chosen is not null && Quality(wishes, chosen) is > 0 and var quality && quality >= (Named(wishes, Plain) ?? 0)
            ? chosen
            : Plain;
    }

    private static double Quality(IList<StringWithQualityHeaderValue> wishes, string coding) =>
        Named(wishes, coding) ?? Named(wishes, "*") ?? 0;

    private static double? Named(IList<StringWithQualityHeaderValue> wishes, string coding) =>
        wishes.FirstOrDefault(wish => wish.Value.Equals(coding, StringComparison.OrdinalIgnoreCase)) is { } wish ? wish.Quality ?? 1 : null;
}

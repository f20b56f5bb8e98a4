namespace Aios.Platform.Hocon;

/// <summary>
/// Human-written configuration text (HOCON; every JSON object is one). Read each file with <see cref="Parse"/>, lay them over one another
/// with <see cref="Merge"/>, then <see cref="Resolve"/> once, so that substitutions see the whole composed tree.
/// </summary>
public static class Hocon
{
    /// <summary>Reads one text; substitutions stay open.</summary>
    /// <param name="text">At most 4 MiB of characters, at most 64 levels deep.</param>
    /// <param name="file">Name used in every origin and error.</param>
    /// <exception cref="HoconException">The text is not HOCON, or holds <c>include</c> or <c>url(</c>.</exception>
    public static HoconObject Parse(string text, string file) => new HoconParser(text, file).ParseRoot();

    /// <summary>The members of <paramref name="over"/> win; objects under the same key are merged. Neither tree is changed.</summary>
    public static HoconObject Merge(HoconObject over, HoconObject under) => under.With(over);

    /// <summary>Replaces every substitution. A path that the tree does not have is asked of <paramref name="environment"/> before it is refused.</summary>
    /// <exception cref="HoconException">A substitution has no value, leads in a circle, or joins values that do not go together.</exception>
    public static HoconObject Resolve(HoconObject root, Func<string, string?>? environment = null) =>
        new HoconResolver(root, environment).Resolve();
}

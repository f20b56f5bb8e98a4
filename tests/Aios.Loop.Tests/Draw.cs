using FsCheck;
using FsCheck.Fluent;

namespace Aios.Loop.Tests;

/// <summary>Random tuples and properties over them.</summary>
internal static class Draw
{
    public static Gen<int> Int(int least, int most) => Gen.Choose(least, most);

    public static Gen<(int, int, int)> Three(Gen<int> a, Gen<int> b, Gen<int> c) =>
        a.SelectMany(x => b.SelectMany(y => c.Select(z => (x, y, z))));

    public static Gen<(int, int, int, int)> Four(Gen<int> a, Gen<int> b, Gen<int> c, Gen<int> d) =>
        Three(a, b, c).SelectMany(abc => d.Select(w => (abc.Item1, abc.Item2, abc.Item3, w)));

    /// <summary>1,000 cases; a failure is shrunk and printed with its seed.</summary>
    public static void ForAll<T>(Gen<T> values, Action<T> holds) =>
        Prop.ForAll(Arb.From(values), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000).WithQuietOnSuccess(true));
}

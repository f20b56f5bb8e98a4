using Aios.Platform.Hocon;

namespace Aios.Platform.Tests.Hocon;

/// <summary>Short ways to read a text and to write a tree as one line.</summary>
internal static class Sample
{
    public static HoconObject Read(string text) => Platform.Hocon.Hocon.Resolve(Platform.Hocon.Hocon.Parse(text, "test.conf"));

    public static string Shown(string text) => Show(Read(text));

    public static HoconException Fault(string text) => Assert.Throws<HoconException>(() => Read(text));

    public static string Show(HoconNode node) =>
        node switch
        {
            HoconScalar { Quoted: true } scalar => $"'{scalar.Text}'",
            HoconScalar scalar => scalar.Text,
            HoconArray list => $"[{string.Join(", ", list.Items.Select(Show))}]",
            HoconObject parent => $"{{{string.Join(", ", parent.Members.Select(member => $"{member.Key}: {Show(member.Value)}"))}}}",
            _ => throw new InvalidOperationException($"{node.Kind} is left over"),
        };
}

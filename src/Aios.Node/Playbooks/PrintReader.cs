using System.Security.Cryptography;
using System.Text;
using Aios.Loop.Reacting;
using Aios.Platform.Hocon;

namespace Aios.Node.Playbooks;

/// <summary>
/// Hashes of what a playbook's file says, substitutions in place: order of members, comments and white space do not matter, and neither do
/// id, version, title and times. Whatever a step may hold one day is in it.
/// </summary>
internal static class PrintReader
{
    private static readonly string[] Steps = ["steps", "otherwise", "snapshot"];
    private static readonly string[] Meaning = [.. Steps, "on", "verify", "risk", "targets"];

    public static PlaybookPrint Read(HoconObject playbook) => new(HashOf(playbook, Meaning), HashOf(playbook, Steps));

    private static string HashOf(HoconObject playbook, string[] names)
    {
        var text = new StringBuilder();
        foreach (var name in names)
            if (playbook.Members.TryGetValue(name, out var node))
            {
                text.Append(name).Append('=');
                Write(node, text);
            }
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }

    // With lengths: no text can look like two others.
    private static void Write(HoconNode node, StringBuilder text)
    {
        switch (node)
        {
            case HoconObject map:
                text.Append('{').Append(map.Members.Count).Append(';');
                foreach (var (name, value) in map.Members.OrderBy(pair => pair.Key, StringComparer.Ordinal))
                {
                    text.Append(name.Length).Append(':').Append(name);
                    Write(value, text);
                }
                break;
            case HoconArray list:
                text.Append('[').Append(list.Items.Count).Append(';');
                foreach (var item in list.Items)
                    Write(item, text);
                break;
            case HoconScalar scalar:
                text.Append(scalar.IsNull ? 'n' : 't').Append(scalar.Text.Length).Append(':').Append(scalar.Text);
                break;
        }
    }
}

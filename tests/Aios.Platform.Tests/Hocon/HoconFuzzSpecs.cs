using Aios.Platform.Hocon;

namespace Aios.Platform.Tests.Hocon;

public sealed class HoconFuzzSpecs
{
    private static readonly string[] Seeds =
    [
        "playbook {\n  id = disk-cleanup, version = 3, title = \"Free space\"\n  retry { retries = 3, on = [timeout, exit-code] } # note\n"
            + "  steps = [\n    { id = journal, process = [/usr/bin/journalctl, \"--vacuum-size=200M\"], timeout = 20s }\n  ]\n}",
        "a = ${b}, b = [1] ${?c} [2]\nc += 3, c += ${a.d}\nd { x = ${d.y}, y = \"\"\"raw \"text\\\"\"\" }\nd = ${d} { z = 1e+5 }",
        "{\"v\":1,\"list\":[true,null,-1.5e3,{\"deep\":{\"er\":\"\\u00e9\\n\"}}],\"empty\":{}}",
    ];
    private const string Salt = "${}[]=:+,\"\\#/ \n\t.?0123e-aib\0\uFEFF\uD800é";

    [Fact]
    public void Twenty_thousand_mutated_texts_give_a_tree_or_a_fault_with_its_place()
    {
        var random = new Random(20_000);
        var read = 0;
        for (var round = 0; round < 20_000; round++)
        {
            var text = Mutate(Seeds[random.Next(Seeds.Length)], random);
            try
            {
                _ = Sample.Shown(text);
                read++;
            }
            catch (HoconException fault)
            {
                Assert.True(fault.Origin is { File: "test.conf", Line: > 0, Column: > 0 }, $"{fault.Origin} for {text}");
            }
        }

        Assert.InRange(read, 500, 19_500);
    }

    private static string Mutate(string seed, Random random)
    {
        var letters = seed.ToList();
        for (var change = random.Next(1, 8); change > 0; change--)
        {
            var at = random.Next(letters.Count);
            switch (random.Next(4))
            {
                case 0:
                    letters.RemoveAt(at);
                    break;
                case 1:
                    letters.Insert(at, Salt[random.Next(Salt.Length)]);
                    break;
                case 2:
                    letters[at] = Salt[random.Next(Salt.Length)];
                    break;
                default:
                    letters.AddRange(letters.GetRange(at, Math.Min(random.Next(1, 20), letters.Count - at)));
                    break;
            }
        }
        return new string([.. letters]);
    }
}

using Aios.Loop.Effects;
using Aios.Testing;
using Xunit.Abstractions;

namespace Aios.Gateway.Tests.Files;

/// <summary>Paths that an event could carry: none leads out of the listed folders.</summary>
public sealed class HostilePathSpecs(ITestOutputHelper output) : IDisposable
{
    private const int Paths = 4_000;
    private const int Races = 400;

    private static readonly string[] Parts =
    [
        "..",
        ".",
        "",
        "sub",
        "link",
        "loop",
        "file-link",
        "secret",
        "x",
        "...",
        "..\u0000",
        "\u202Egnp",
        "a\nb",
        "$(id)",
        "`id`",
        ";rm -rf x",
        "{a,b}",
        "-rf",
        "~root",
        "*",
        "%2e%2e",
        "..%2f",
        "\uFF0E\uFF0E",
        "\uD800",
        "\uFEFF",
        "C:\\x",
        "..\\..",
        "data",
        new string('y', 300),
    ];

    private readonly TargetArea _area = new();

    public void Dispose() => _area.Dispose();

    [Fact]
    public async Task No_path_of_an_event_leads_out_of_the_listed_folders()
    {
        const int Seed = 17;
        var evidence = new Evidence(output, "T17", Seed);
        Directory.CreateSymbolicLink(_area.PathOf("listed/link"), _area.PathOf("outside"));
        Directory.CreateSymbolicLink(_area.PathOf("listed/loop"), _area.PathOf("listed/loop"));
        File.CreateSymbolicLink(_area.PathOf("listed/file-link"), _area.PathOf("outside/secret"));
        Directory.CreateSymbolicLink(_area.PathOf("listed/sub/link"), "../../outside");
        var (random, door) = (new Random(Seed), _area.Door);
        var outside = _area.Picture("outside");
        string[] whole =
        [
            "",
            "/",
            "//",
            "/etc/passwd",
            "/proc/self/root/etc/passwd",
            "etc/passwd",
            new string('/', 1 << 20),
            "/" + new string('z', 1 << 20),
        ];
        var (done, refused) = (0, 0);
        for (var i = 0; i < Paths; i++)
        {
            var path = i < whole.Length ? whole[i] : Drawn(random);
            EffectAction action = (i % 4) switch
            {
                0 => new EffectAction.ChangeFile(path, FileChange.Write, "owned", null, null, $"run-{i}/step"),
                1 => new EffectAction.ChangeFile(path, FileChange.Delete, "", null, null, $"run-{i}/step"),
                2 => new EffectAction.CleanFolder(path, "*", 0, 0, $"run-{i}/step"),
                _ => new EffectAction.KeepFiles([path], $"run-{i}/step"),
            };
            var outcome = await door.Execute(Intents.Of(action, attempt: i + 1));
            Assert.NotEqual(EffectResult.Unrecorded, outcome.Result);
            if (outcome.Result == EffectResult.Ok)
                done++;
            else
                refused++;
        }

        Assert.Equal(outside, _area.Picture("outside"));
        Assert.DoesNotContain(
            Directory.EnumerateFiles(_area.Data.FullPath, "0*", SearchOption.AllDirectories),
            kept => File.ReadAllText(kept) == "secret"
        );
        Assert.True(done > 0, "some of the paths are harmless and must work");
        evidence.Write(
            new
            {
                Corpus = "paths",
                Paths,
                Refused = refused,
                DoneInside = done,
                Escapes = 0,
            }
        );
    }

    [Fact]
    public async Task A_folder_that_becomes_a_link_while_it_is_entered_leads_nowhere()
    {
        var evidence = new Evidence(output, "T17");
        var (real, link) = (_area.PathOf("listed/race"), _area.PathOf("listed/spare"));
        Directory.CreateDirectory(real);
        Directory.CreateSymbolicLink(link, _area.PathOf("outside"));
        var outside = _area.Picture("outside");
        using var over = new CancellationTokenSource();
        var swaps = 0L;
        var swapper = new Thread(() =>
        {
            while (!over.IsCancellationRequested)
            {
                Native.Exchange(real, link);
                swaps++;
            }
        });
        swapper.Start();
        var (inside, refused) = (0, 0);
        for (var i = 0; i < Races; i++)
        {
            var outcome = await _area.Door.Execute(
                Intents.Of(
                    new EffectAction.ChangeFile($"{real}/secret", FileChange.Write, "owned", null, null, $"run-{i}/step"),
                    attempt: i + 1
                )
            );
            if (outcome.Result == EffectResult.Ok)
                inside++;
            else
                refused++;
        }
        await over.CancelAsync();
        swapper.Join();

        Assert.Equal(outside, _area.Picture("outside"));
        Assert.True(swaps > 0 && inside + refused == Races);
        evidence.Write(
            new
            {
                Corpus = "races",
                Races,
                Swaps = swaps,
                Inside = inside,
                Refused = refused,
                Escapes = Races - inside - refused,
            }
        );
    }

    private string Drawn(Random random) =>
        _area.PathOf("listed") + string.Concat(Enumerable.Range(0, random.Next(1, 6)).Select(_ => "/" + Parts[random.Next(Parts.Length)]));
}

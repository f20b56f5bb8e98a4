using System.Diagnostics;
using System.Globalization;
using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Xunit.Abstractions;

namespace Aios.Testing;

/// <summary>
/// What a proof leaves behind: one line <c>proof {…}</c> that says what was run, of which commit, from which seed, where, and what was
/// counted. It is the last thing a spec does; <c>.ci/run</c> repeats the lines of those that passed.
/// </summary>
internal sealed class Evidence(ITestOutputHelper output, string test, long? seed = null)
{
    private static readonly JsonSerializerOptions Names = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };

    private readonly DateTimeOffset _started = TimeProvider.System.GetUtcNow();
    private readonly long _ticks = Stopwatch.GetTimestamp();

    /// <param name="counts">An object whose members are numbers, words, or objects of such.</param>
    public void Write(object counts)
    {
        var line = new JsonObject
        {
            ["test"] = test,
            ["commit"] = Revision.Built,
            ["dirty"] = Revision.IsDirty,
            ["seed"] = seed,
            ["started"] = _started.ToString("s", CultureInfo.InvariantCulture) + "Z",
            ["wall_s"] = Math.Round(Stopwatch.GetElapsedTime(_ticks).TotalSeconds, 1),
        };
        Add(line, JsonSerializer.SerializeToNode(counts, Names)!.AsObject());
        line["kernel"] = Environment.OSVersion.Version.ToString();
        line["runtime"] = Environment.Version.ToString();
        line["cores"] = Environment.ProcessorCount;
        line["arch"] = RuntimeInformation.OSArchitecture.ToString().ToLowerInvariant();
        output.WriteLine($"proof {line.ToJsonString()}");
    }

    private static void Add(JsonObject line, JsonObject counts)
    {
        foreach (var (name, value) in counts)
            if (value is JsonObject inner)
                Add(line, inner);
            else
                line.Add(name, value?.DeepClone());
    }

    /// <summary>The commit that this assembly was built from, and whether it is all that was built.</summary>
    private static class Revision
    {
        public static string? Built { get; } =
            typeof(Revision).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')
                is [_, var hash]
                ? hash
                : null;

        /// <summary>Null when nobody can say.</summary>
        public static bool? IsDirty { get; } =
            Built is null || Git("rev-parse HEAD") is not { } head ? null : head != Built || Git("status --porcelain") != "";

        /// <summary>Null when there is no git, or no repository.</summary>
        private static string? Git(string words)
        {
            try
            {
                // Whoever owns the tree; and without a lock, for several assemblies ask at once.
                string[] around = ["-c", "safe.directory=*", "--no-optional-locks", "-C", AppContext.BaseDirectory];
                var info = new ProcessStartInfo("git", [.. around, .. words.Split(' ')])
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                };
                using var git = Process.Start(info)!;
                git.ErrorDataReceived += (_, _) => { };
                git.BeginErrorReadLine();
                var said = git.StandardOutput.ReadToEnd().Trim();
                git.WaitForExit();
                return git.ExitCode == 0 ? said : null;
            }
            catch (System.ComponentModel.Win32Exception)
            {
                return null;
            }
        }
    }
}

using Aios.Loop.Reacting;
using Aios.Node.Playbooks;

namespace Aios.Node.Tests.Playbooks;

/// <summary>A playbook file that is right, of which one place is changed.</summary>
internal static class Sample
{
    public const string Good = """
        playbook {
          id = tidy
          title = "Tidy up"
          risk = reversible
          targets = own-children
          on { type = resource.disk_low, when = "severity >= warn" }
          steps = [
            { id = run, process = [/bin/true, { from = payload.target }] }
          ]
          verify { within = 10s }
          otherwise = [rollback, escalate]
        }
        """;

    public static string With(string old, string @new)
    {
        Assert.Contains(old, Good);
        return Good.Replace(old, @new);
    }

    public static Playbook Read(string text)
    {
        var (playbook, faults) = PlaybookReader.Read("p.conf", text);
        Assert.Empty(faults.Select(fault => fault.ToString()));
        return playbook!;
    }

    public static string[] FaultsOf(string text)
    {
        var (playbook, faults) = PlaybookReader.Read("p.conf", text);
        Assert.True(faults.Count > 0, "there is no fault");
        Assert.Null(playbook);
        return [.. faults.Select(fault => fault.ToString())];
    }
}

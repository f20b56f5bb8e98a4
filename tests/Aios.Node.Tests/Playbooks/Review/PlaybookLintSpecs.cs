using Aios.Node.Playbooks.Review;
using Aios.Node.Settings;

namespace Aios.Node.Tests.Playbooks.Review;

public sealed class PlaybookLintSpecs
{
    private const string Good = """
        playbook {
          id = tidy
          risk = reversible
          targets = own-children
          on { type = resource.disk_low }
          steps = [
            { id = run, process = [/bin/true], idempotent = true, undo = none }
          ]
          verify { within = 10s }
        }
        """;

    private readonly PlaybookLint _lint = new(path => path is "/bin/true" or "/usr/bin/systemctl" or "/bin/rm");

    [Fact]
    public void A_good_file_has_nothing_to_say() => Assert.Empty(_lint.Check("p.conf", Good).Findings);

    [Fact]
    public void What_ships_has_nothing_to_say()
    {
        var lint = new PlaybookLint(_ => true);
        foreach (var name in ModuleFiles.Playbooks)
            Assert.All(lint.Check(name, ModuleFiles.Read(name)).Findings, finding => Assert.Equal("shadows-shipped", finding.Rule));
    }

    [Theory]
    [InlineData("id = tidy", "id = score-degraded", "2:8", "shadows-shipped")]
    [InlineData("id = tidy", "id = tidy, cooldown = 0", "2:25", "no-cooldown")]
    [InlineData("id = tidy", "id = tidy, when-busy = queue", "2:26", "queue-rests")]
    [InlineData("resource.disk_low", "resource.disk_lov", "5:15", "unknown-type")]
    [InlineData("resource.disk_low", "resource.dsik_low", "5:15", "unknown-type")]
    [InlineData("resource.disk_low", "sensor.process.stoped", "5:15", "unknown-type")]
    [InlineData("verify { within = 10s }", "", "1:1", "no-verify")]
    [InlineData("verify { within = 10s }", "verify { within = 10s }, otherwise = [rollback]", "9:40", "nobody-told")]
    [InlineData("verify { within = 10s }", "verify { within = 10s }, deadline = 20s", "9:39", "deadline-too-short")]
    [InlineData("/bin/true", "/bin/ture", "7:27", "program-missing")]
    [InlineData("undo = none", "undo { process = [/bin/undo], idempotent = true }", "7:76", "program-missing")]
    [InlineData("undo = none", "undo { process = [/bin/true] }", "7:64", "undo-not-repeatable")]
    [InlineData("undo = none", "undo = none, probe { process = [/bin/look] }", "7:90", "program-missing")]
    [InlineData("idempotent = true, ", "", "7:5", "not-repeatable")]
    [InlineData(", undo = none", "", "7:5", "no-undo")]
    [InlineData("[/bin/true]", "[/bin/rm, /tmp/x]", "7:5", "risk-low")]
    [InlineData("[/bin/true]", "[/usr/bin/systemctl, restart, nginx], risk = reversible", "7:72", "risk-low")]
    public void A_reviewer_asks(string old, string @new, string place, string rule)
    {
        Assert.Contains(old, Good);
        var finding = Assert.Single(_lint.Check("p.conf", Good.Replace(old, @new)).Findings);
        Assert.Equal(($"p.conf:{place}", rule, false), (finding.At.ToString(), finding.Rule, finding.IsFault));
    }

    [Theory]
    [InlineData("resource.disk_low", "resource.gpu_overheat")]
    [InlineData("resource.disk_low", "deploy.finished")]
    [InlineData("resource.disk_low", "\"resource.*\"")]
    [InlineData("[/bin/true]", "[/usr/bin/systemctl, status, nginx]")]
    [InlineData("idempotent = true, undo = none", "undo { process = [/bin/true], idempotent = true }")]
    [InlineData("undo = none", "undo { process = [/bin/true], probe { process = [/bin/true] } }")]
    [InlineData("idempotent = true, undo = none", "undo = none, probe { process = [/bin/true] }")]
    public void And_keeps_quiet_about_what_may_be_meant(string old, string @new)
    {
        Assert.Contains(old, Good);
        Assert.Empty(_lint.Check("p.conf", Good.Replace(old, @new)).Findings);
    }

    [Fact]
    public void All_faults_come_at_once_and_hide_the_questions()
    {
        var file = _lint.Check("p.conf", Good.Replace("id = tidy", "id = Tidy, cooldown = 0").Replace("risk = reversible", "risk = big"));
        Assert.Equal((2, 0), (file.Faults, file.Warnings));
        Assert.Equal(["p.conf:2:8", "p.conf:3:10"], file.Findings.Select(finding => finding.At.ToString()));
    }

    [Fact]
    public void The_files_are_one_set()
    {
        Assert.Empty(_lint.Check("a.conf", Good).Findings);
        var finding = Assert.Single(_lint.Check("b.conf", Good).Findings);
        Assert.Equal("playbook.id (tidy) must be an id of its own; a.conf:2:3 has it too", finding.Text);
        Assert.True(finding.IsFault);
    }
}

using Aios.Loop.Reacting;
using Aios.Node.Playbooks.Importing;

namespace Aios.Node.Tests.Playbooks.Importing;

/// <summary>Foreign playbooks of every shape, and a machine that has three programs.</summary>
internal static class Foreign
{
    public const string A = """
        {
          "id": "PB_001", "name": "Restart web",
          "match": { "rule_id": "disk_full", "severity": ["WARN", "ERR", "CRIT"], "message_contains": "it's /var" },
          "actions": [
            { "type": "shell", "target": "systemctl restart nginx", "params": {}, "risk": "low", "timeout": 20 },
            { "type": "python", "target": "/opt/fix.py", "params": ["--level", 3], "risk": "low" }
          ],
          "cooldown_min": 15, "enabled": true, "require_confirm": false
        }
        """;

    public const string B = """
        {
          "id": "net", "name": "Network", "description": "renew the lease",
          "trigger": { "rule": "network_error", "keywords": ["timeout", "refused"], "severity": ["ERR"] },
          "action": { "type": "auto", "command": "/usr/sbin/dhclient -r eth0", "risk": "low", "timeout": 30, "verify_command": "ping -c 1 192.0.2.1" },
          "cooldown_min": 5, "enabled": true, "success_count": 41, "fail_count": 2, "created_at": "2025-01-01T00:00:00"
        }
        """;

    public const string C = """
        {
          "id": "oom", "name": "Out of memory", "actions": ["/usr/local/bin/free-memory --all"],
          "error_pattern": "out of memory|cannot allocate", "cooldown_min": 30, "require_confirm": false, "risk_level": "low"
        }
        """;

    public const string D = """
        {
          "name": "Agents fail", "version": 3,
          "trigger": { "match": "any", "conditions": [{ "type": "agent.failed" }, { "type": "agent.error" }] },
          "actions": [{ "type": "notify", "message": "agents fail" }],
          "cooldown": 120, "max_retries": 2, "risk": "low", "auto_apply": true, "tags": ["agents"]
        }
        """;

    public const string E = """
        {
          "id": "cpu",
          "trigger": {
            "event_type": "resource.cpu_spike",
            "conditions": { "payload.value": { "$gte": 90, "$lt": 100.5 }, "severity": { "$in": ["ERR", "CRIT"] }, "host": "a'b" }
          },
          "actions": [{ "type": "log", "message": "cpu" }, "circuit_break"],
          "priority": 1
        }
        """;

    public static PlaybookImport Import() => new(name => name is "systemctl" or "ping" or "python3" ? $"/usr/bin/{name}" : null);

    public static ImportedPlaybook One(string json) => Assert.Single(Import().ReadText("old.json", json));

    public static ImportedPlaybook Taken(string json)
    {
        var one = One(json);
        Assert.DoesNotContain(one.Notes, note => note.Kind >= ImportNoteKind.Disables);
        Assert.NotEmpty(one.Files);
        return one;
    }

    /// <summary>The playbooks that it became, as a node reads them.</summary>
    public static IReadOnlyList<Playbook> Playbooks(this ImportedPlaybook one) => [.. one.Files.Select(file => Sample.Read(file.Text))];

    public static string[] Told(this ImportedPlaybook one) => [.. one.Notes.Select(note => $"{note.Kind} {note.Member} {note.Text}")];
}

using Aios.Node.Playbooks.Importing;

namespace Aios.Node.Tests.Playbooks.Importing;

public sealed class CommandWordsSpecs
{
    private readonly CommandWords _commands = new(name => name is "systemctl" or "echo" or "bash" ? $"/bin/{name}" : null);

    [Theory]
    [InlineData("/bin/a", "/bin/a")]
    [InlineData("  /bin/a   -n  10 --to=x:y@z,1%  ", "/bin/a|-n|10|--to=x:y@z,1%")]
    [InlineData("systemctl restart nginx.service", "/bin/systemctl|restart|nginx.service")]
    [InlineData("/opt/grün/lauf 1+1", "/opt/grün/lauf|1+1")]
    [InlineData("bash /opt/fix.sh", "/bin/bash|/opt/fix.sh")]
    [InlineData("bash --norc /opt/fix.sh", "/bin/bash|--norc|/opt/fix.sh")]
    public void What_has_no_meaning_to_a_shell_becomes_arguments(string command, string words) =>
        Assert.Equal((words, null), (string.Join('|', _commands.Split(command).Words!), _commands.Split(command).Why));

    [Theory]
    [InlineData("echo a | wc", "it holds |, which only a shell understands")]
    [InlineData("echo a > /tmp/x", "it holds >,")]
    [InlineData("echo a < /tmp/x", "it holds <,")]
    [InlineData("echo a; reboot", "it holds ;,")]
    [InlineData("echo a && reboot", "it holds &,")]
    [InlineData("echo $HOME", "it holds $,")]
    [InlineData("echo `id`", "it holds `,")]
    [InlineData("echo $(id)", "it holds $,")]
    [InlineData("echo (id)", "it holds (,")]
    [InlineData("echo 'a b'", "it holds ',")]
    [InlineData("echo \"a b\"", "it holds \",")]
    [InlineData("echo a\\ b", "it holds \\,")]
    [InlineData("echo *", "it holds *,")]
    [InlineData("echo ?", "it holds ?,")]
    [InlineData("echo [a]", "it holds [,")]
    [InlineData("echo {a,b}", "it holds {,")]
    [InlineData("echo ~root", "it holds ~,")]
    [InlineData("echo #a", "it holds #,")]
    [InlineData("echo !a", "it holds !,")]
    [InlineData("echo ^a", "it holds ^,")]
    [InlineData("echo a\nreboot", "it holds a line end,")]
    [InlineData("echo\ta", "it holds a tab,")]
    [InlineData("echo a\0b", "it holds the character U+0000,")]
    [InlineData("echo a\u202eb", "it holds the character U+202E,")]
    [InlineData("echo\u00a0a", "it holds the character U+00A0,")]
    [InlineData("A=1 echo", "it begins with 'A=1', an assignment of a shell")]
    [InlineData("cd /tmp", "it begins with 'cd', which only a shell knows")]
    [InlineData(". /etc/profile", "it begins with '.', which only a shell knows")]
    [InlineData("bash -c reboot", "it hands a text to a shell")]
    [InlineData("/bin/sh -xc reboot", "it hands a text to a shell")]
    [InlineData("nowhere -n", "the program 'nowhere' was not found; its absolute path is needed")]
    [InlineData("./run -n", "the program './run' was not found")]
    [InlineData("   ", "it is empty")]
    public void Everything_else_is_for_a_shell_and_there_is_none(string command, string why)
    {
        var (words, told) = _commands.Split(command);
        Assert.Null(words);
        Assert.StartsWith(why, told);
    }
}

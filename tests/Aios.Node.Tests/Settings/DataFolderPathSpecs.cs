using Aios.Node.Settings;

namespace Aios.Node.Tests.Settings;

public sealed class DataFolderPathSpecs
{
    [Theory]
    [InlineData("/o", "AIOS_DATA=/a STATE_DIRECTORY=/s XDG_STATE_HOME=/x HOME=/h", "/o", "--data")]
    [InlineData(null, "AIOS_DATA=/a STATE_DIRECTORY=/s XDG_STATE_HOME=/x HOME=/h", "/a", "AIOS_DATA")]
    [InlineData(null, "STATE_DIRECTORY=/s:/t XDG_STATE_HOME=/x HOME=/h", "/s", "STATE_DIRECTORY")]
    [InlineData(null, "XDG_STATE_HOME=/x HOME=/h", "/x/aios", "XDG_STATE_HOME")]
    [InlineData(null, "XDG_STATE_HOME=relative HOME=/h", "/h/.local/state/aios", "HOME")]
    [InlineData(null, "AIOS_DATA= STATE_DIRECTORY= XDG_STATE_HOME= HOME=/h", "/h/.local/state/aios", "HOME")]
    public void The_first_that_is_set_names_it(string? option, string variables, string path, string source)
    {
        var (folder, fault) = DataFolderPath.Resolve(option, Lookup(variables));

        Assert.Null(fault);
        Assert.Equal(new DataFolderPath(path, source), folder);
    }

    [Theory]
    [InlineData(null, "no data folder: none of --data, AIOS_DATA, STATE_DIRECTORY, XDG_STATE_HOME and HOME names one; name it by --data")]
    [InlineData(" ", "--data is empty; it must be the path of a folder")]
    public void Without_any_it_says_what_to_do(string? option, string expected)
    {
        var (folder, fault) = DataFolderPath.Resolve(option, _ => null);

        Assert.Null(folder);
        Assert.Equal(expected, fault);
    }

    private static Func<string, string?> Lookup(string variables)
    {
        var pairs = variables.Split(' ').Select(pair => pair.Split('=', 2)).ToDictionary(pair => pair[0], pair => pair[1]);
        return name => pairs.GetValueOrDefault(name);
    }
}

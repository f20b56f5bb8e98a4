using Aios.Loop.Effects;
using Aios.Loop.Reacting;
using Aios.Node.Settings;
using Aios.Platform.Hocon;

namespace Aios.Node.Playbooks;

/// <summary>Actions whose member is an object: files, requests, services, settings, and telling people by a channel.</summary>
internal static class OutsideReader
{
    public static readonly string[] Members = ["http", "file", "service", "set"];

    private const string TextForm = "a text, a value of the event such as { from = payload.text }, or a list of both";
    private const string FileForm = "an object such as { path = /etc/app/app.conf, write = \"…\" }";
    private static readonly string[] Changes = ["write", "append", "replace", "delete", "rotate"];

    private static readonly ScalarKind<ServiceChange> ServiceChanges = ScalarKinds.Word(
        ("start", ServiceChange.Start),
        ("stop", ServiceChange.Stop),
        ("restart", ServiceChange.Restart),
        ("reload", ServiceChange.Reload)
    );

    /// <returns>Null after a fault.</returns>
    public static ActionTemplate? Read(PlaybookSection step, string kind) =>
        kind switch
        {
            "http" => HttpReader.Read(step),
            "file" => File(step),
            "service" => Service(step),
            _ => Set(step),
        };

    /// <summary><c>notify = { text = …, channel = smtp }</c></summary>
    public static ActionTemplate.Notify? Notify(PlaybookSection step)
    {
        var notify = step.Object("notify", TextForm)!;
        notify.Allow(["text", "channel"]);
        var channel = notify.Has("channel") ? notify.Read("channel", ScalarKinds.Text, "") : null;
        return Parts(notify, "text") is { } parts ? new ActionTemplate.Notify(parts) { Channel = channel } : null;
    }

    /// <summary><c>snapshot = [ { files = "/etc/app/*.conf" } ]</c></summary>
    public static IReadOnlyList<string> Snapshot(PlaybookSection playbook)
    {
        const string Form = "a list such as [{ files = \"/etc/app/*.conf\" }]";
        var files = new List<string>();
        foreach (var item in playbook.List("snapshot", Form))
            if (item is HoconObject { Members.Count: 1 } entry && entry.Find("files") is HoconScalar { IsNull: false } path)
                files.Add(path.Text);
            else
                playbook.Refuse("snapshot", item, Form);
        return files;
    }

    /// <summary>A whole value under a name; null after a fault.</summary>
    public static Argument? Value(PlaybookSection section, string name, string allowed)
    {
        if (section.Find(name) is { } node)
            return ArgumentReader.Read(node, $"{section.Path}.{name}", section.Faults);
        section.Missing(name, allowed);
        return null;
    }

    /// <summary>Text in parts under a name; null after a fault.</summary>
    public static IReadOnlyList<Argument>? Parts(PlaybookSection section, string name)
    {
        if (section.Find(name) is not HoconArray list)
            return Value(section, name, TextForm) is { } one ? [one] : null;
        var read = list
            .Items.Select((item, index) => ArgumentReader.Read(item, $"{section.Path}.{name}[{index + 1}]", section.Faults))
            .ToArray();
        if (read.Length == 0)
            section.Refuse(name, list, TextForm);
        return read.Length == 0 || read.Any(part => part is null) ? null : [.. read.Select(part => part!)];
    }

    private static ActionTemplate? File(PlaybookSection step)
    {
        if (step.Object("file", FileForm) is not { } file)
            return null;
        file.Allow([.. (string[])["path", "mode"], .. Changes]);
        var path = Value(file, "path", "an absolute path, or a value of the event");
        var given = Changes.Where(file.Has).ToArray();
        if (given.Length != 1)
        {
            file.Faults.Add(file.Path, file.Node.Origin, $"must have exactly one of {string.Join(", ", Changes)}");
            return null;
        }
        var mode = file.Has("mode") ? file.Read("mode", ScalarKinds.Text, "") : null;
        return given[0] switch
        {
            "write" => Text(FileChange.Write),
            "append" => Text(FileChange.Append),
            "replace" => Replace(file, path, mode),
            "rotate" => Rotate(file, path),
            _ => Delete(file, path),
        };

        ActionTemplate? Text(FileChange change) =>
            Parts(file, given[0]) is { } text && path is not null ? new ActionTemplate.File(path, change, text, null, mode) : null;
    }

    private static ActionTemplate? Replace(PlaybookSection file, Argument? path, string? mode)
    {
        if (file.Object("replace", "an object such as { text = \"old\", with = \"new\" }") is not { } replace)
            return null;
        replace.Allow(["text", "with"]);
        var find = replace.Need("text", ScalarKinds.Text, "");
        return Parts(replace, "with") is { } text && path is not null
            ? new ActionTemplate.File(path, FileChange.Replace, text, find, mode)
            : null;
    }

    private static ActionTemplate? Rotate(PlaybookSection file, Argument? path)
    {
        if (file.Has("mode"))
            file.Faults.Add($"{file.Path}.mode", file.Node.KeyOrigin("mode"), "is not allowed beside rotate");
        if (!PlaybookSection.IsWord(file.Find("rotate"), "true"))
            file.Refuse("rotate", file.Find("rotate")!, "true: the file is packed beside itself and emptied");
        return path is null ? null : new ActionTemplate.Rotate(path);
    }

    private static ActionTemplate? Delete(PlaybookSection file, Argument? path)
    {
        if (file.Has("mode"))
            file.Faults.Add($"{file.Path}.mode", file.Node.KeyOrigin("mode"), "is not allowed beside delete");
        if (PlaybookSection.IsWord(file.Find("delete"), "true"))
            return path is null ? null : new ActionTemplate.File(path, FileChange.Delete, [], null, null);
        if (file.Object("delete", "true, or an object such as { glob = \"*.log.*\", older-than = 7d, keep = 3 }") is not { } delete)
            return null;
        delete.Allow(["glob", "older-than", "keep"]);
        var glob = delete.Need("glob", ScalarKinds.Text, "*");
        var age = delete.Read("older-than", ScalarKinds.Duration, TimeSpan.Zero);
        var keep = delete.Read("keep", ScalarKinds.Integer, 0);
        return path is null ? null : new ActionTemplate.Clean(path, glob, age, keep);
    }

    private static ActionTemplate.Service? Service(PlaybookSection step)
    {
        if (step.Object("service", "an object such as { name = nginx, do = restart }") is not { } service)
            return null;
        service.Allow(["name", "do"]);
        var name = Value(service, "name", "a service's name, such as nginx");
        var change = service.Need("do", ServiceChanges, ServiceChange.Restart);
        return name is null ? null : new ActionTemplate.Service(name, change);
    }

    private static ActionTemplate.Set? Set(PlaybookSection step)
    {
        if (step.Object("set", "an object such as { key = aios.log.level, value = debug }") is not { } set)
            return null;
        set.Allow(["key", "value"]);
        var key = set.Need("key", ChangeableSettings.Key, "");
        var value = Value(set, "value", "the new value");
        if (key.Length > 0 && value is Argument.Literal { Text: var text } && ChangeableSettings.RefuseValue(key, text) is { } allowed)
            set.Refuse("value", set.Find("value")!, allowed);
        return value is null ? null : new ActionTemplate.Set(key, value);
    }
}

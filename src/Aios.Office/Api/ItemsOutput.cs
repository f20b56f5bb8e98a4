using System.Text.Json;
using Aios.Loop.Ports;
using Aios.Loop.Surface.Verbs;
using Aios.Office.Answers;

namespace Aios.Office.Api;

/// <summary>What a verb found, whole: <c>{schema, items, next, code, notes}</c>.</summary>
internal sealed class ItemsOutput(VerbEntry verb) : IVerbOutput
{
    private readonly List<JsonElement> _items = [];
    private readonly List<string> _notes = [];
    private bool _isCut;

    public ValueTask Item(JsonElement item)
    {
        _items.Add(item);
        return ValueTask.CompletedTask;
    }

    public ValueTask Progress(string text)
    {
        _notes.Add(text);
        return ValueTask.CompletedTask;
    }

    /// <summary>A list in parts says it with <c>next</c>; another has only words for it.</summary>
    public ValueTask More(string? hint)
    {
        _isCut = true;
        return verb.Paging is null && hint is not null ? Progress(hint) : ValueTask.CompletedTask;
    }

    public Answer Answer(VerbEnd end) =>
        Answers.Answer.Json(
            200,
            writer =>
            {
                writer.WriteString("schema", verb.Schema);
                writer.WriteStartArray("items");
                foreach (var item in _items)
                    item.WriteTo(writer);
                writer.WriteEndArray();
                writer.WriteString("next", Next());
                writer.WriteNumber("code", end.Code);
                if (end.Error is not null)
                    _notes.Add(end.Error);
                if (_notes.Count == 0)
                    return;
                writer.WriteStartArray("notes");
                _notes.ForEach(writer.WriteStringValue);
                writer.WriteEndArray();
            }
        );

    private string? Next() =>
        _isCut && verb.Paging is { } paging && _items.Count > 0
            ? Cursor.Of(verb.Name, _items[^1].GetProperty(paging.Key).ToString())
            : null;
}

using Aios.Loop.Vocabulary;
using Aios.Node.Settings;
using Aios.Platform.Hocon;

namespace Aios.Node.Playbooks;

/// <summary>What is wrong with one file. It remembers where each member stands, so that a rule that names only the member can be placed.</summary>
internal sealed class PlaybookFaults
{
    private readonly FaultList _list = new();
    private readonly Dictionary<string, Origin> _places = new(StringComparer.Ordinal);
    private readonly HashSet<string> _faulty = [];

    /// <summary>By line and column.</summary>
    public IReadOnlyList<PlacedFault> Found => [.. _list.Faults.OrderBy(fault => fault.At.Line).ThenBy(fault => fault.At.Column)];

    public bool IsEmpty => _list.IsEmpty;

    public void Stands(string member, HoconOrigin at) => _places[member] = Place.Of(at);

    public bool IsFaulty(string member) => _faulty.Contains(member);

    /// <summary>It was told already, under another name.</summary>
    public void IsKnownToBeFaulty(string member) => _faulty.Add(member);

    /// <param name="rest">After the member's name: <c>is missing; …</c></param>
    public void Add(string member, HoconOrigin at, string rest) => Add(member, Place.Of(at), rest);

    public void Add(string member, Origin at, string rest)
    {
        _faulty.Add(member);
        _list.Add(at, $"{Shown.Clean(member)} {rest}");
    }

    public void Refuse(string member, HoconNode found, string allowed) =>
        Add(member, found.Origin, $"({ScalarKinds.Found(found)}) must be {allowed}");

    /// <summary>Takes over what the rules say of the playbook as a whole; what is known to be faulty is not told twice.</summary>
    public void Take(IEnumerable<Fault> faults)
    {
        foreach (var fault in faults)
            if (!Upwards(fault.Member).Any(_faulty.Contains))
                _list.Add(PlaceOf(fault.Member), fault.ToString());
    }

    public bool IsWritten(string member) => _places.ContainsKey(member);

    /// <summary>Where a member stands, or the nearest above it that is known.</summary>
    public Origin PlaceOf(string member) => Upwards(member).Where(_places.ContainsKey).Select(known => _places[known]).First();

    private static IEnumerable<string> Upwards(string member)
    {
        for (var dot = member.Length; dot > 0; dot = member.LastIndexOf('.', dot - 1))
            yield return member[..dot];
    }
}

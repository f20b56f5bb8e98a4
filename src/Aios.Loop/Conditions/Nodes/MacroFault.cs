using Aios.Loop.Conditions.Values;

namespace Aios.Loop.Conditions.Nodes;

internal static class MacroFault
{
    public static Value NoList(Macro macro, in Value found) =>
        found.IsError ? found : Value.Error($"{Name(macro)} needs a list, found {KindSet.Name(found.Kind)}");

    public static Value NoBool(Macro macro, in Value found) =>
        found.IsError ? found : Value.Error($"the test of {Name(macro)} is bool, found {KindSet.Name(found.Kind)}");

    public static string Name(Macro macro) =>
        macro switch
        {
            Macro.All => "all",
            Macro.Exists => "exists",
            Macro.ExistsOne => "exists_one",
            Macro.Filter => "filter",
            _ => "map",
        };
}

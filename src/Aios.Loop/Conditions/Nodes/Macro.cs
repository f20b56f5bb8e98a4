namespace Aios.Loop.Conditions.Nodes;

internal enum Macro
{
    All,
    Exists,
    ExistsOne,
    Filter,
    Map,
}

namespace Aios.Engine.Cells;

/// <summary>A message that goes in over the bound of a mailbox: an actor can have only a few, and none of them comes a second time.</summary>
internal interface IMustArrive;

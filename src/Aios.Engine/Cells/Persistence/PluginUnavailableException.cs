using Akka.Actor;

namespace Aios.Engine.Cells.Persistence;

/// <summary>A journal or snapshot store cannot work at present, or at all.</summary>
internal sealed class PluginUnavailableException(string message, Exception? cause = null) : AkkaException(message, cause);

using Akka.Actor;

namespace Aios.Engine.Tests.Persistence;

public sealed class MemoryPersistenceSpecs() : PersistentActorContract(ActorSystem.Create("memory", Settings("")));

namespace Aios.Engine.Cells;

/// <summary>Every key that the engine reads, with its default.</summary>
internal static class ReferenceConfig
{
    public const string Text = """
        akka {
          # DEBUG, INFO, WARNING, ERROR or OFF: events below are not made
          loglevel = INFO
          # actors that write the log, by type name
          loggers = ["Akka.Event.DefaultLogger, Aios.Engine"]
          # how long the start waits for one of them
          logger-startup-timeout = 5s
          # how many dead letters are logged in a row (on: all, off: none) before the log is silent about them for a while
          log-dead-letters = 10
          log-dead-letters-suspend-duration = 5m
          # of the draws that spread waits, such as those of a BackoffSupervisor; 0: others at every start
          random-seed = 0
          scheduler.implementation = "Aios.Engine.Cells.ThreadScheduler, Aios.Engine"
          actor {
            # how long Ask waits when nothing else is said
            ask-timeout = infinite
            default-dispatcher {
              # Dispatcher or PinnedDispatcher; a Simulation sets simulated
              type = Dispatcher
              # messages that an actor may process before others get their turn
              throughput = 64
            }
            default-mailbox {
              mailbox-type = "Akka.Dispatch.UnboundedMailbox"
              # messages; what comes beyond is a dead letter
              mailbox-capacity = 10000
              stash-capacity = 10000
            }
          }
          persistence {
            # actors that take back their past at once; others wait for their turn
            max-concurrent-recoveries = 50
            journal {
              # of actors that name no other: the config path of a journal
              plugin = "akka.persistence.journal.inmem"
              inmem.class = "Akka.Persistence.Journal.MemoryJournal, Aios.Engine"
              sqlite {
                class = "Akka.Persistence.Sqlite.Journal.SqliteJournal, Aios.Engine"
                # "Data Source=FILE"; empty: the store that the host hands over (SqliteStoreSetup)
                connection-string = ""
                # how long to wait for a lock that another process holds
                connection-timeout = 30s
                table-name = event_journal
                # highest numbers, kept when events are deleted
                metadata-table-name = journal_metadata
                # make the tables that are missing; off: say so
                auto-initialize = off
              }
            }
            # what every journal takes that sets nothing else
            journal-plugin-fallback {
              plugin-dispatcher = "akka.actor.default-dispatcher"
              # one answer to an actor that recovers; the actor stops when it takes longer
              recovery-event-timeout = 30s
              # waits between the starts of a journal that cannot start
              restart { min-backoff = 1s, max-backoff = 30s }
            }
            snapshot-store {
              # of actors that name no other: the config path of a snapshot store
              plugin = "akka.persistence.snapshot-store.inmem"
              inmem.class = "Akka.Persistence.Snapshot.MemorySnapshotStore, Aios.Engine"
              sqlite {
                class = "Akka.Persistence.Sqlite.Snapshot.SqliteSnapshotStore, Aios.Engine"
                connection-string = ""
                connection-timeout = 30s
                table-name = snapshot
                auto-initialize = off
              }
            }
            # what every snapshot store takes that sets nothing else
            snapshot-store-plugin-fallback {
              plugin-dispatcher = "akka.actor.default-dispatcher"
              recovery-event-timeout = 30s
              restart { min-backoff = 1s, max-backoff = 30s }
            }
          }
          io.pinned-dispatcher.type = PinnedDispatcher
          coordinated-shutdown {
            default-phase-timeout = 5s
            terminate-actor-system = on
            run-by-actor-system-terminate = on
          }
        }
        """;
}

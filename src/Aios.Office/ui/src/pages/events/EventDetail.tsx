import { useLoad } from '../../data/load'
import { one, page } from '../../data/rest'
import { rows, text, time } from '../../data/value'
import { CliLine } from '../../parts/CliLine'
import { Fields } from '../../parts/Fields'
import { Loaded } from '../../parts/Loaded'
import { Panel } from '../../parts/Panel'
import { Failed, Partial } from '../../parts/States'
import { Timeline } from '../../parts/Timeline'
import { TraceLink } from '../../parts/TraceLink'
import { When } from '../../parts/When'
import { Word } from '../../parts/Word'
import { useKeys } from '../../verbs/keys'
import { quote } from '../../verbs/line'
import type { Row } from '../../wire/frames'

interface Props {
  readonly id: string
  /** The event, when the list has it. */
  readonly known: Row | undefined
  readonly onClose: () => void
}

/** One event as it stands on record, and why it happened. */
export function EventDetail({ id, known, onClose }: Props) {
  useKeys(() => [{ keys: 'Escape', says: 'close the event', group: 'page', run: onClose }], [onClose])
  const filter = `id == '${id.replaceAll("'", '')}'`
  const found = useLoad(`event ${id}`, async signal => known ?? (await page('/api/v1/events', { filter, limit: 1 }, undefined, signal)).items[0])
  const why = useLoad(`why ${id}`, signal => one(`/api/v1/why/${encodeURIComponent(id)}`, {}, signal))
  const event = known ?? found.state.value.value ?? undefined
  return (
    <Panel title={text(event, 'type') ?? 'Event'}>
      <button type="button" class="button quiet" onClick={onClose}>
        ← close
      </button>
      {found.state.value.problem !== null && <Failed problem={found.state.value.problem} onRetry={found.again} />}
      {event !== undefined && (
        <>
          <Fields
            of={[
              ['severity', <Word word={text(event, 'severity')} />],
              ['priority', text(event, 'priority')],
              ['when', <When at={time(event, 'timestamp')} />],
              ['source', text(event, 'source')],
              ['number', text(event, 'seq')],
              ['id', <code>{id}</code>],
              ['cause', text(event, 'cause_id') && <a href={`/events?id=${encodeURIComponent(text(event, 'cause_id')!)}`}>{text(event, 'cause_id')}</a>],
              ['trace', text(event, 'trace_id') && <TraceLink id={text(event, 'trace_id')} />],
            ]}
          />
          <pre>{JSON.stringify(event['payload'] ?? {}, null, 2)}</pre>
        </>
      )}
      <h3>why</h3>
      <Loaded load={why} what="the chain">
        {chain => (
          <>
            {chain['cut'] === true && <Partial missing="the oldest events of a long chain" />}
            <Timeline links={rows(chain, 'links')} />
          </>
        )}
      </Loaded>
      <CliLine line={`aios why ${quote(id)}`} />
    </Panel>
  )
}

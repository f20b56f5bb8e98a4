import { useLocation } from 'preact-iso'
import { useEffect } from 'preact/hooks'
import { Title } from '../../app/Title'
import { now } from '../../data/now'
import { usePolled } from '../../data/poll'
import { one } from '../../data/rest'
import { number, rows, text, time } from '../../data/value'
import { Bar } from '../../parts/Bar'
import { CliLine } from '../../parts/CliLine'
import { Decide } from '../../parts/Decide'
import { Fields } from '../../parts/Fields'
import { Loaded } from '../../parts/Loaded'
import { Panel } from '../../parts/Panel'
import { OverLimit } from '../../parts/States'
import { Table, type Column } from '../../parts/Table'
import { When } from '../../parts/When'
import { Word } from '../../parts/Word'
import { duration } from '../../parts/duration'
import type { Row } from '../../wire/frames'
import { remember } from '../overview/depths'
import { Sift } from './Sift'

const waiting: readonly Column<Row>[] = [
  { name: 'priority', width: '4rem', cell: row => text(row, 'priority') },
  { name: 'waits for', width: '7rem', cell: row => duration(number(row, 'waited_ms') ?? 0) },
  { name: 'type', width: 'minmax(0, 2fr)', cell: row => text(row, 'type') },
  { name: 'source', width: 'minmax(0, 1fr)', cell: row => text(row, 'source'), isWide: true },
  { name: 'shed in', width: '7rem', cell: row => duration(number(row, 'left_ms') ?? 0), isWide: true },
  { name: 'number', width: '5rem', cell: row => <span class="dim">{text(row, 'seq')}</span>, isWide: true },
]

/** What waits, who holds a slot, and what a person may do about it. */
export function Queue() {
  const load = usePolled('queue', signal => one('/api/v1/queue', {}, signal))
  const queue = load.state.value.value
  useEffect(() => remember(queue, now.value), [queue])
  return (
    <>
      <Title text="queue" />
      {queue === null && <h1>Queue</h1>}
      <Loaded load={load} what="the queue">
        {value => <Shown queue={value} again={load.again} />}
      </Loaded>
      <CliLine line="aios queue ls" />
    </>
  )
}

function Shown({ queue, again }: { queue: Row; again: () => void }) {
  const { route } = useLocation()
  const standing = text(queue, 'standing') ?? 'unknown'
  const [slots, most] = [rows(queue, 'running'), number(queue, 'max_concurrent')]
  const depth = rows(queue, 'lanes').reduce((sum, lane) => sum + (number(lane, 'depth') ?? 0), 0)
  const listed = rows(queue, 'waiting')
  return (
    <>
      <header>
        <h1>Queue</h1>
        <Word word={standing} />
        {standing === 'running' ? (
          <>
            <Decide title="Pause the queue" act="pause" path="/api/v1/queue/pause" reason="needed" role="operator" tone="danger" onDone={again}>
              <p>No event is answered and no step begins, whatever its priority, until somebody lets it go on.</p>
            </Decide>
            <Decide title="Drain the queue" act="drain" path="/api/v1/queue/drain" reason="needed" role="operator" tone="" onDone={again}>
              <p>Nothing new begins; runs that have begun go on to their end.</p>
            </Decide>
          </>
        ) : (
          <Decide title="Let the queue go on" act="go on" path="/api/v1/queue/resume" reason="free" role="operator" onDone={again}>
            <p>What waits is answered again, the most urgent first.</p>
          </Decide>
        )}
      </header>
      {standing !== 'running' && (
        <p class="note word warn">
          ▲ by {text(queue, 'by')}, <When at={time(queue, 'since')} />: {text(queue, 'reason')}
        </p>
      )}
      <div class="columns">
        <Panel title="Waiting">
          <div class="bars">
            {rows(queue, 'lanes').map(lane => (
              <div key={text(lane, 'priority')}>
                <b>{text(lane, 'priority')}</b>
                <Bar percent={number(lane, 'depth') ?? 0} />
                <span>
                  {number(lane, 'depth')} waiting
                  {(number(lane, 'oldest_wait_ms') ?? 0) > 0 && <span class="dim"> · the oldest for {duration(number(lane, 'oldest_wait_ms') ?? 0)}</span>}
                </span>
              </div>
            ))}
          </div>
          <Fields
            of={[
              ['policy', text(queue, 'policy')],
              ['in the log only', number(queue, 'in_log')],
              ['no playbook', number(queue, 'passed')],
              ['answered', number(queue, 'dispatched')],
              ['shed', number(queue, 'shed')],
              ['superseded', number(queue, 'superseded')],
              ['taken out', number(queue, 'cancelled')],
              ['settled up to', `${number(queue, 'checkpoint')} of ${number(queue, 'last_seen')}`],
            ]}
          />
        </Panel>
        <Panel title={`Slots: ${slots.length} of ${most ?? '?'} in use`}>
          <Holders of={slots} none="No run holds a slot." wait />
          {rows(queue, 'waiting_for_slots').length > 0 && <h3>waiting for a slot</h3>}
          <Holders of={rows(queue, 'waiting_for_slots')} />
        </Panel>
      </div>
      {listed.length === 0 ? (
        <p class="dim">No event waits.</p>
      ) : (
        <Table
          label="waiting events"
          rows={listed}
          columns={waiting}
          keyOf={row => text(row, 'seq') ?? ''}
          onOpen={row => route(`/events?q=${encodeURIComponent(`seq == ${number(row, 'seq')}`)}`)}
        />
      )}
      {depth > listed.length && listed.length > 0 && <OverLimit shown={listed.length} of={depth} how="a filter below reaches all of them" />}
      <Sift onDone={again} />
    </>
  )
}

function Holders({ of, none, wait = false }: { of: readonly Row[]; none?: string; wait?: boolean }) {
  if (of.length === 0) return none === undefined ? null : <p class="dim">{none}</p>
  return (
    <ul class="rows">
      {of.map(row => (
        <li key={`${text(row, 'run')} ${text(row, 'step')}`}>
          <span>{text(row, 'priority')}</span>
          <a href={`/runs/${encodeURIComponent(text(row, 'run') ?? '')}`}>{text(row, 'run')}</a>
          <span class="dim">
            {text(row, 'step')}
            {wait && ` · waited ${duration(number(row, 'waited_ms') ?? 0)}`}
          </span>
        </li>
      ))}
    </ul>
  )
}

import { usePolled } from '../../data/poll'
import { useList } from '../../data/list'
import { page } from '../../data/rest'
import { number, text, time } from '../../data/value'
import { ListPage, type Narrowing } from '../../parts/ListPage'
import { Loaded } from '../../parts/Loaded'
import { Panel } from '../../parts/Panel'
import type { Column } from '../../parts/Table'
import { When } from '../../parts/When'
import { Word } from '../../parts/Word'
import { look } from '../../parts/words'
import type { Row } from '../../wire/frames'

const phase = (row: Row): string => text(row, 'phase') ?? 'unknown'

const narrowings: readonly Narrowing[] = [
  { value: 'all', label: 'all', holds: () => true, empty: 'No repair had to be taken back.' },
  { value: 'stuck', label: 'stuck', holds: row => phase(row) === 'stuck', empty: 'No repair is stuck half-way.' },
  { value: 'rolled-back', label: 'rolled back', holds: row => phase(row) === 'rolled-back', empty: 'No repair was taken back whole.' },
  { value: 'going', label: 'going on', holds: row => phase(row) === 'compensating', empty: 'Nothing is being taken back.' },
]

const addressOf = (row: Row): string => `/runs/${encodeURIComponent(text(row, 'id') ?? '')}`

const columns: readonly Column<Row>[] = [
  { name: 'phase', width: '9rem', cell: row => <Word word={phase(row)} /> },
  { name: 'ended', width: '6rem', cell: row => <When at={time(row, 'updated_at')} isShort /> },
  { name: 'what', width: 'minmax(0, 1fr)', cell: row => <a href={addressOf(row)}>{`${text(row, 'playbook')} on ${text(row, 'target')}`}</a> },
  { name: 'why', width: 'minmax(0, 2fr)', cell: row => <span class="dim">{text(row, 'reason')}</span>, isWide: true },
]

/** Repairs that were taken back or could not be, and actors that can go back to what they were. */
export function Rollbacks() {
  const runs = useList('runs', '/api/v1/runs', { limit: 500 })
  const list = { ...runs, rows: runs.rows.filter(row => ['stuck', 'rolled-back', 'compensating'].includes(phase(row))) }
  return (
    <>
      <ListPage noun="rollbacks" list={list} columns={columns} narrowings={narrowings} tone={row => (phase(row) === 'stuck' ? look('stuck').tone : '')} line="aios runs ls --phase rolled-back" to={addressOf} />
      <Actors />
    </>
  )
}

function Actors() {
  const load = usePolled('snapshot actors', signal => page('/api/v1/snapshots/actors', {}, undefined, signal))
  return (
    <Panel title="Actors with a past">
      <Loaded load={load} what="actors">
        {({ items }) => (
          <ul class="rows">
            {items.map(row => {
              const actor = text(row, 'actor') ?? ''
              return (
                <li key={actor}>
                  <span class="name">{text(row, 'fixed') === null ? <a href={`/rollbacks/${encodeURIComponent(actor)}`}>{actor}</a> : actor}</span>
                  <span class="dim line">
                    {text(row, 'fixed') ??
                      `every state from ${number(row, 'from_seq')} to ${number(row, 'last_seq')}, ${number(row, 'snapshots')} snapshot${number(row, 'snapshots') === 1 ? '' : 's'}`}
                  </span>
                </li>
              )
            })}
          </ul>
        )}
      </Loaded>
    </Panel>
  )
}

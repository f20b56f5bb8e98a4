import { useList } from '../../data/list'
import { text, time } from '../../data/value'
import { ListPage, type Narrowing } from '../../parts/ListPage'
import type { Column } from '../../parts/Table'
import { When } from '../../parts/When'
import { Word } from '../../parts/Word'
import { look } from '../../parts/words'
import type { Row } from '../../wire/frames'

const phase = (row: Row): string => text(row, 'phase') ?? 'unknown'

const narrowings: readonly Narrowing[] = [
  { value: 'all', label: 'all', holds: () => true, empty: 'No repair has run yet.' },
  { value: 'active', label: 'at work', holds: row => row['over'] !== true, empty: 'No repair is at work.' },
  { value: 'verified', label: 'verified', holds: row => phase(row) === 'verified', empty: 'No repair was verified yet.' },
  {
    value: 'not-well',
    label: 'not well',
    holds: row => ['failed', 'stuck', 'rolled-back', 'denied', 'waiting-for-person'].includes(phase(row)),
    empty: 'No repair failed.',
  },
]

const columns: readonly Column<Row>[] = [
  { name: 'phase', width: '10.5rem', cell: row => <Word word={phase(row)} /> },
  { name: 'planned', width: '6rem', cell: row => <When at={time(row, 'planned_at')} isShort /> },
  {
    name: 'what',
    width: 'minmax(0, 2fr)',
    cell: row => <a href={`/runs/${encodeURIComponent(text(row, 'id') ?? '')}`}>{`${text(row, 'playbook')} on ${text(row, 'target')}`}</a>,
  },
  { name: 'priority', width: '4rem', cell: row => text(row, 'priority') },
  { name: 'step', width: '9rem', cell: row => text(row, 'step') ?? <span class="dim">–</span>, isWide: true },
  { name: 'why', width: 'minmax(0, 2fr)', cell: row => <span class="dim">{text(row, 'reason') ?? text(row, 'event_type')}</span>, isWide: true },
]

const tone = (row: Row): string => (['bad', 'warn'].includes(look(phase(row)).tone) ? look(phase(row)).tone : '')

export function Runs() {
  const list = useList('runs', '/api/v1/runs', { limit: 500 })
  return <ListPage noun="runs" list={list} columns={columns} narrowings={narrowings} tone={tone} line="aios runs ls" />
}

import { useList } from '../../data/list'
import { number, text, time } from '../../data/value'
import { ListPage, type Narrowing } from '../../parts/ListPage'
import type { Column } from '../../parts/Table'
import { When } from '../../parts/When'
import { Word } from '../../parts/Word'
import type { Row } from '../../wire/frames'

const narrowings: readonly Narrowing[] = [
  { value: 'going', label: 'going on', holds: row => text(row, 'phase') !== 'resolved', empty: 'Nothing is wrong at present.' },
  { value: 'open', label: 'nobody looks after', holds: row => text(row, 'phase') === 'open', empty: 'Somebody looks after all of them.' },
  { value: 'all', label: 'all', holds: () => true, empty: 'No incident is on record.' },
]

const columns: readonly Column<Row>[] = [
  { name: 'severity', width: '6.5rem', cell: row => <Word word={text(row, 'severity')} /> },
  { name: 'phase', width: '8.5rem', cell: row => <Word word={text(row, 'phase')} /> },
  {
    name: 'what',
    width: 'minmax(0, 2fr)',
    cell: row => <a href={`/incidents/${encodeURIComponent(text(row, 'id') ?? '')}`}>{`${text(row, 'family')} on ${text(row, 'target')}`}</a>,
  },
  { name: 'events', width: '4.5rem', cell: row => number(row, 'count'), isWide: true },
  { name: 'runs', width: '3.5rem', cell: row => number(row, 'runs'), isWide: true },
  { name: 'who', width: 'minmax(0, 1fr)', cell: row => text(row, 'acknowledged_by') ?? <span class="dim">nobody</span>, isWide: true },
  { name: 'since', width: '6rem', cell: row => <When at={time(row, 'opened_at')} isShort /> },
]

const tone = (row: Row): string =>
  text(row, 'phase') === 'resolved' ? '' : ['critical', 'error'].includes(text(row, 'severity') ?? '') ? 'bad' : 'warn'

export function Incidents() {
  const list = useList('incidents', '/api/v1/incidents', { all: true, limit: 500 })
  return <ListPage noun="incidents" list={list} columns={columns} narrowings={narrowings} tone={tone} line="aios incidents ls --all" />
}

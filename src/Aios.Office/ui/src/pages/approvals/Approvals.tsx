import { useList } from '../../data/list'
import { text, time } from '../../data/value'
import { ListPage, type Narrowing } from '../../parts/ListPage'
import type { Column } from '../../parts/Table'
import { When } from '../../parts/When'
import { Word } from '../../parts/Word'
import type { Row } from '../../wire/frames'

const isOpen = (row: Row): boolean => text(row, 'state') === 'open'

const narrowings: readonly Narrowing[] = [
  { value: 'open', label: 'open', holds: isOpen, empty: 'Nothing waits for a decision.' },
  { value: 'all', label: 'all', holds: () => true, empty: 'No repair has asked for a decision yet.' },
]

const columns: readonly Column<Row>[] = [
  { name: 'state', width: '7rem', cell: row => <Word word={text(row, 'state')} /> },
  { name: 'ends', width: '7rem', cell: row => <When at={time(row, isOpen(row) ? 'expires_at' : 'decided_at')} isShort /> },
  {
    name: 'what',
    width: 'minmax(0, 1fr)',
    cell: row => <a href={`/approvals/${encodeURIComponent(text(row, 'id') ?? '')}`}>{`${text(row, 'playbook')} on ${text(row, 'target')}`}</a>,
  },
  { name: 'needs', width: '6rem', cell: row => text(row, 'need') },
  { name: 'decided by', width: '10rem', cell: row => text(row, 'decided_by') ?? <span class="dim">–</span>, isWide: true },
  { name: 'asked', width: '13rem', cell: row => <When at={time(row, 'asked_at')} />, isWide: true },
]

/** What waits for a yes. It is decided on its own page, where all of it stands. */
export function Approvals() {
  const list = useList('approvals', '/api/v1/approvals', { all: true, limit: 500 })
  return (
    <ListPage noun="approvals" list={list} columns={columns} narrowings={narrowings} tone={row => (isOpen(row) ? 'warn' : '')} line="aios approvals ls --all" />
  )
}

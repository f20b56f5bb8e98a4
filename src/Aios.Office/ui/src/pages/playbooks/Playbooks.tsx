import { useList } from '../../data/list'
import { number, text } from '../../data/value'
import { ListPage, type Narrowing } from '../../parts/ListPage'
import type { Column } from '../../parts/Table'
import { Word } from '../../parts/Word'
import type { Row } from '../../wire/frames'
import { Success } from './Success'

const standing = (row: Row): string => text(row, 'standing') ?? 'unknown'

const narrowings: readonly Narrowing[] = [
  { value: 'all', label: 'all', holds: () => true, empty: 'No playbook is loaded.' },
  { value: 'enabled', label: 'enabled', holds: row => standing(row) === 'enabled', empty: 'No playbook may act.' },
  { value: 'shadow', label: 'only watching', holds: row => standing(row) === 'shadow', empty: 'Every playbook was enabled or disabled by somebody.' },
  { value: 'held', label: 'held back', holds: row => ['disabled', 'frozen'].includes(standing(row)), empty: 'No playbook is disabled or frozen.' },
  { value: 'failed', label: 'failed once', holds: row => (number(row, 'failed') ?? 0) > 0, empty: 'No run of any playbook failed.' },
]

const columns: readonly Column<Row>[] = [
  { name: 'standing', width: '7.5rem', cell: row => <Word word={standing(row)} /> },
  { name: 'success', width: '14rem', cell: row => <Success row={row} /> },
  { name: 'what', width: 'minmax(0, 2fr)', cell: row => <a href={`/playbooks/${encodeURIComponent(text(row, 'id') ?? '')}`}>{text(row, 'title')}</a> },
  { name: 'risk', width: '6.5rem', cell: row => text(row, 'risk') },
  { name: 'confidence', width: '5.5rem', cell: row => number(row, 'confidence')?.toFixed(2), isWide: true },
  { name: 'answers', width: 'minmax(0, 1fr)', cell: row => <code class="dim">{text(row, 'on')}</code>, isWide: true },
]

const tone = (row: Row): string => (['shadow', 'frozen'].includes(standing(row)) ? 'warn' : '')

/** What the node may do about what it sees, and how often it helped. */
export function Playbooks() {
  const list = useList('playbooks', '/api/v1/playbooks', {})
  return <ListPage noun="playbooks" list={list} columns={columns} narrowings={narrowings} tone={tone} line="aios playbooks ls" />
}

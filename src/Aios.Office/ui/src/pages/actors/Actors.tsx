import { useLocation } from 'preact-iso'
import { useRef } from 'preact/hooks'
import { Title } from '../../app/Title'
import { usePolled } from '../../data/poll'
import { page, pathOf } from '../../data/rest'
import { number, text } from '../../data/value'
import { CliLine } from '../../parts/CliLine'
import { Facets } from '../../parts/Facets'
import { Loaded } from '../../parts/Loaded'
import { Empty, Partial } from '../../parts/States'
import { Table, type Column } from '../../parts/Table'
import { useKeys } from '../../verbs/keys'
import type { Row } from '../../wire/frames'
import { Actor } from './Actor'

export const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1)
const many = (value: number | null): string => (value === null ? '?' : value.toLocaleString('en'))

const columns: readonly Column<Row>[] = [
  {
    name: 'actor',
    width: 'minmax(0, 2fr)',
    cell: row => <span style={{ paddingLeft: `${(number(row, 'depth') ?? 0) * 20}px` }}>{nameOf(text(row, 'path') ?? '')}</span>,
  },
  { name: 'waiting', width: '5rem', cell: row => many(number(row, 'mailbox')) },
  { name: 'kind', width: 'minmax(0, 1.5fr)', cell: row => <span class="dim">{text(row, 'kind')}</span> },
  { name: 'restarts', width: '5rem', cell: row => <span class={number(row, 'restarts') ? 'warn' : 'dim'}>{number(row, 'restarts') ? `▲ ${number(row, 'restarts')}` : '0'}</span> },
  { name: 'processed', width: '6.5rem', cell: row => many(number(row, 'processed')), isWide: true },
  { name: 'slowest', width: 'minmax(0, 1fr)', cell: row => <span class="dim">{text(row, 'slowest_message') && `${text(row, 'slowest_message')} ${number(row, 'slowest_ms')?.toFixed(1)} ms`}</span>, isWide: true },
  { name: 'last failure', width: 'minmax(0, 2fr)', cell: row => <span class="bad">{text(row, 'last_failure')}</span>, isWide: true },
]

const isTroubled = (row: Row): boolean => (number(row, 'restarts') ?? 0) > 0 || text(row, 'last_failure') !== null
const views = [
  { value: '', label: 'the tree', holds: () => true },
  { value: 'waiting', label: 'with a queue', holds: (row: Row) => (number(row, 'mailbox') ?? 0) > 0 },
  { value: 'failed', label: 'failed once', holds: isTroubled },
]
const most = 5_000

/** Who supervises whom, what waits before whom, who failed. */
export function Actors() {
  const { path, query, route } = useLocation()
  const load = usePolled('actors', signal => page('/api/v1/actors/hierarchy', { depth: 32, limit: most }, undefined, signal))
  const [at, words] = [query['at'] ?? '', query['q'] ?? '']
  const view = views.find(each => each.value === query['phase']) ?? views[0]!
  const go = (change: Record<string, string>) => route(pathOf(path, { phase: view.value, q: words, at, ...change }), true)
  const field = useRef<HTMLInputElement>(null)
  useKeys(() => [{ keys: '/', says: 'search', group: 'page', run: () => field.current?.focus() }], [])
  return (
    <>
      <header>
        <Title text="actors" />
        <h1>Actors</h1>
        <Facets label="which actors" choices={views} chosen={view.value} onChoose={phase => go({ phase })} />
        <input
          ref={field}
          class="find"
          aria-label="part of a path or of a kind"
          placeholder="part of a path or of a kind"
          autocomplete="off"
          spellcheck={false}
          value={words}
          onInput={event => go({ q: event.currentTarget.value })}
        />
      </header>
      <Loaded load={load} what="the tree">
        {({ items, notes }) => {
          const fits = items.filter(row => view.holds(row) && `${text(row, 'path')} ${text(row, 'kind')}`.toLowerCase().includes(words.toLowerCase()))
          return (
            <>
              {notes.map(note => (
                <Partial key={note} missing={note} />
              ))}
              {fits.length === 0 && <Empty line="aios actor hierarchy">{items.length === 0 ? 'No actor is shown.' : 'None of the actors fits.'}</Empty>}
              <div class={at === '' ? 'split' : 'split open'}>
                {fits.length > 0 && (
                  <Table
                    label="actors"
                    rows={fits}
                    columns={at === '' ? columns : columns.filter(column => !['slowest', 'processed', 'kind'].includes(column.name))}
                    keyOf={row => text(row, 'path') ?? ''}
                    onOpen={row => go({ at: text(row, 'path') ?? '' })}
                    at={at === '' ? undefined : at}
                    tone={row => (isTroubled(row) ? 'warn' : '')}
                  />
                )}
                {at !== '' && <Actor key={at} path={at} onOpen={each => go({ at: each })} onClose={() => go({ at: '' })} />}
              </div>
            </>
          )
        }}
      </Loaded>
      <CliLine line="aios actor hierarchy" />
    </>
  )
}

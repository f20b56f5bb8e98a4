import { useLocation } from 'preact-iso'
import { Title } from '../../app/Title'
import { useParts } from '../../data/parts'
import { pathOf } from '../../data/rest'
import { text, time } from '../../data/value'
import { CliLine } from '../../parts/CliLine'
import { Facets } from '../../parts/Facets'
import { Loaded } from '../../parts/Loaded'
import { Search } from '../../parts/Search'
import { Empty, Failed } from '../../parts/States'
import { Table, type Column } from '../../parts/Table'
import { When } from '../../parts/When'
import { Word } from '../../parts/Word'
import { quote } from '../../verbs/line'
import type { Row } from '../../wire/frames'

const addressOf = (row: Row): string => `/decisions/${encodeURIComponent(text(row, 'id') ?? '')}`

const columns: readonly Column<Row>[] = [
  { name: 'outcome', width: '8.5rem', cell: row => <Word word={text(row, 'outcome')} /> },
  { name: 'when', width: '6rem', cell: row => <When at={time(row, 'at')} isShort /> },
  { name: 'question', width: 'minmax(0, 2fr)', cell: row => <a href={addressOf(row)}>{text(row, 'context')}</a> },
  { name: 'chosen', width: 'minmax(0, 1fr)', cell: row => text(row, 'chosen') ?? <span class="dim">nothing</span> },
  { name: 'because', width: 'minmax(0, 2fr)', cell: row => <span class="dim">{text(row, 'rationale')}</span>, isWide: true },
]

const choices = (all: string, ...others: readonly string[]) => [{ value: '', label: all }, ...others.map(value => ({ value, label: value }))]
const stages = choices('every stage', 'schedule', 'react', 'verify', 'score')
const outcomes = choices('every outcome', 'pending', 'success', 'failed', 'superseded')

/** What was decided among what, newest first; what is asked stands in the address. */
export function Decisions() {
  const { path, query, route } = useLocation()
  const [words, stage, outcome, run] = [query['q'] ?? '', query['stage'] ?? '', query['outcome'] ?? '', query['run'] ?? '']
  const asked = { stage, outcome, run, limit: 100 }
  const list = useParts(words === '' ? '/api/v1/decisions' : '/api/v1/decisions/search', words === '' ? asked : { text: words, ...asked })
  const go = (change: Record<string, string>) => route(pathOf(path, { q: words, stage, outcome, run, ...change }), true)
  const line = ['aios decisions', ...(words === '' ? ['ls'] : ['search', quote(words)]), ...Object.entries({ stage, outcome, run }).flatMap(([name, value]) => (value === '' ? [] : [`--${name}`, quote(value)]))].join(' ')
  return (
    <>
      <header>
        <Title text="decisions" />
        <h1>Decisions</h1>
        <Facets label="of which stage" choices={stages} chosen={stage} onChoose={each => go({ stage: each })} />
        <Facets label="with which outcome" choices={outcomes} chosen={outcome} onChoose={each => go({ outcome: each })} />
      </header>
      <Search label="words in the decision, in any order" example="words in the decision: disk-cleanup rests" asked={words} onAsk={typed => go({ q: typed })} />
      {run !== '' && (
        <p class="note">
          only about <a href={`/runs/${encodeURIComponent(run)}`}>{run}</a> ·{' '}
          <button type="button" class="button" onClick={() => go({ run: '' })}>
            about all
          </button>
        </p>
      )}
      <Loaded load={list.load} what="decisions">
        {() =>
          list.rows.length === 0 ? (
            <Empty line={line}>No decision on record fits.</Empty>
          ) : (
            <Table label="decisions" rows={list.rows} columns={columns} keyOf={row => text(row, 'id') ?? ''} onOpen={row => route(addressOf(row))} />
          )
        }
      </Loaded>
      {list.problem !== null && <Failed problem={list.problem} />}
      {list.hasOlder && (
        <button type="button" class="button pill" onClick={list.older}>
          older
        </button>
      )}
      {list.rows.length > 0 && <CliLine line={line} />}
    </>
  )
}

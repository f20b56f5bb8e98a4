import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { Title } from '../../app/Title'
import { useList } from '../../data/list'
import { number, text, time } from '../../data/value'
import { CliLine } from '../../parts/CliLine'
import { Loaded } from '../../parts/Loaded'
import { Search } from '../../parts/Search'
import { Empty } from '../../parts/States'
import { Table, type Column } from '../../parts/Table'
import { When } from '../../parts/When'
import { Word } from '../../parts/Word'
import { quote } from '../../verbs/line'
import type { Row } from '../../wire/frames'

const columns: readonly Column<Row>[] = [
  { name: 'repair', width: '10.5rem', cell: row => <Word word={text(row, 'phase')} /> },
  { name: 'when', width: '6rem', cell: row => <When at={time(row, 'planned_at')} isShort /> },
  { name: 'because of', width: 'minmax(0, 2fr)', cell: row => <a href={addressOf(row)}>{`${text(row, 'event_type')} on ${text(row, 'target')}`}</a> },
  { name: 'repairs', width: '4rem', cell: row => number(row, 'count'), isWide: true },
  { name: 'trace', width: 'minmax(0, 2fr)', cell: row => <code class="dim">{text(row, 'trace_id')}</code>, isWide: true },
]

const addressOf = (row: Row): string => `/traces/${encodeURIComponent(text(row, 'trace_id') ?? '')}`

/** One row for each trace in which something was repaired, with its newest repair. */
export function tracesOf(runs: readonly Row[]): readonly Row[] {
  const found = new Map<string, Row>()
  for (const run of runs) {
    const id = text(run, 'trace_id')
    if (id === null) continue
    const known = found.get(id)
    found.set(id, { ...(known ?? run), count: (number(known, 'count') ?? 0) + 1 })
  }
  return [...found.values()]
}

/** The way into a trace: by an id, or from what was repaired last. */
export function Traces() {
  const { route } = useLocation()
  const [typed, type] = useState('')
  const runs = useList('runs', '/api/v1/runs', { limit: 500 })
  const found = tracesOf(runs.rows)
  return (
    <>
      <header>
        <Title text="traces" />
        <h1>Traces</h1>
      </header>
      <Search
        label="id of a trace or of an event, or the event's number"
        example="id of a trace or of an event, or the event's number"
        verb="show"
        says="find a trace"
        onType={type}
        onAsk={id => id !== '' && route(`/traces/${encodeURIComponent(id)}`)}
      />
      <Loaded load={runs.load} what="traces">
        {() =>
          found.length === 0 ? (
            <Empty line="aios traces show ID">Nothing was repaired yet; a trace is found by the id of any event.</Empty>
          ) : (
            <Table label="traces" rows={found} columns={columns} keyOf={row => text(row, 'trace_id') ?? ''} onOpen={row => route(addressOf(row))} />
          )
        }
      </Loaded>
      {found.length > 0 && <CliLine line={`aios traces show ${typed === '' ? 'ID' : quote(typed)}`} />}
    </>
  )
}

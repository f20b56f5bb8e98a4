import { useLocation } from 'preact-iso'
import { useState } from 'preact/hooks'
import { Title } from '../../app/Title'
import { pathOf } from '../../data/rest'
import { text, time } from '../../data/value'
import { CliLine } from '../../parts/CliLine'
import { Facets } from '../../parts/Facets'
import { Search } from '../../parts/Search'
import { Empty, Failed, Loading, OverLimit } from '../../parts/States'
import { Table, type Column } from '../../parts/Table'
import { When } from '../../parts/When'
import { Word } from '../../parts/Word'
import { look } from '../../parts/words'
import { useKeys } from '../../verbs/keys'
import { quote } from '../../verbs/line'
import type { Row } from '../../wire/frames'
import { EventDetail } from './EventDetail'
import { conditionOf, severities } from './query'
import { useTail } from './tail'

const columns: readonly Column<Row>[] = [
  { name: 'severity', width: '6.5rem', cell: row => <Word word={text(row, 'severity')} /> },
  { name: 'when', width: '6rem', cell: row => <When at={time(row, 'timestamp')} isShort /> },
  { name: 'type', width: 'minmax(0, 2fr)', cell: row => text(row, 'type') },
  { name: 'priority', width: '4rem', cell: row => text(row, 'priority') },
  { name: 'source', width: 'minmax(0, 1fr)', cell: row => text(row, 'source'), isWide: true },
  { name: 'payload', width: 'minmax(0, 2fr)', cell: row => <code class="dim">{JSON.stringify(row['payload'] ?? {})}</code>, isWide: true },
  { name: 'number', width: '5rem', cell: row => <span class="dim">{text(row, 'seq')}</span>, isWide: true },
]

const tone = (row: Row): string => (['bad', 'warn'].includes(look(text(row, 'severity') ?? '').tone) ? look(text(row, 'severity') ?? '').tone : '')

/** The log as it grows; what is asked stands in the address. */
export function Events() {
  const { path, query, route } = useLocation()
  const [asked, severity, id] = [query['q'] ?? '', query['severity'] ?? '', query['id'] ?? '']
  const [isPaused, pause] = useState(false)
  const condition = conditionOf(asked, severity)
  const tail = useTail(condition, isPaused)
  const go = (change: Record<string, string>) => route(pathOf(path, { q: asked, severity, id, ...change }), true)
  useKeys(() => [{ keys: 'p', says: 'pause or go on', group: 'page', run: () => pause(is => !is) }], [])
  const { problem, value } = tail.load.state.value
  return (
    <>
      <header>
        <Title text="events" />
        <h1>Events</h1>
        <Facets
          label="least severity"
          choices={severities.map(each => ({ value: each, label: each === 'info' ? 'all' : each === 'critical' ? each : `${each}+` }))}
          chosen={severity === '' ? 'info' : severity}
          onChoose={each => go({ severity: each === 'info' ? '' : each })}
        />
        <button type="button" class="button" aria-pressed={isPaused} onClick={() => pause(!isPaused)}>
          {isPaused ? '▶ go on' : '‖ pause'}
        </button>
      </header>
      <Search label="which events" example="type == 'run.failed' && priority <= P1" asked={asked} onAsk={typed => go({ q: typed, id: '' })} />
      {problem !== null && <Failed problem={problem} onRetry={tail.load.again} />}
      {tail.refused !== null && problem === null && <p class="note word warn">▲ not live: {tail.refused}</p>}
      {isPaused && (
        <button type="button" class="button pill" onClick={() => pause(false)}>
          paused · {tail.held} new
        </button>
      )}
      {value === null && tail.rows.length === 0 && problem === null && <Loading what="events" />}
      {value !== null && tail.rows.length === 0 && (
        <Empty line={condition === '' ? 'aios events emit --type deploy.finished' : `aios events query --where ${quote(condition)}`}>
          No event on record fits.
        </Empty>
      )}
      <div class={id === '' ? 'split' : 'split open'}>
        {tail.rows.length > 0 && (
          <Table
            label="events"
            rows={tail.rows}
            columns={id === '' ? columns : columns.filter(column => column.name !== 'payload')}
            keyOf={row => text(row, 'seq') ?? ''}
            onOpen={row => go({ id: text(row, 'id') ?? '' })}
            tone={tone}
            at={text(tail.rows.find(row => text(row, 'id') === id), 'seq') ?? undefined}
          />
        )}
        {id !== '' && <EventDetail key={id} id={id} known={tail.rows.find(row => text(row, 'id') === id)} onClose={() => go({ id: '' })} />}
      </div>
      {tail.dropped > 0 && <OverLimit shown={tail.rows.length} of={tail.rows.length + tail.dropped} how="too many came at once; a narrower search shows all" />}
      {tail.hasOlder && (
        <button type="button" class="button pill" onClick={tail.older}>
          older
        </button>
      )}
      {tail.rows.length > 0 && <CliLine line={condition === '' ? 'aios events tail' : `aios events tail --where ${quote(condition)}`} />}
    </>
  )
}

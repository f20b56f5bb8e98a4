import { useLocation } from 'preact-iso'
import { useRef } from 'preact/hooks'
import { Title } from '../../app/Title'
import { usePolled } from '../../data/poll'
import { page, pathOf as addressOf, type Page } from '../../data/rest'
import { CliLine } from '../../parts/CliLine'
import { Back } from '../../parts/DetailPage'
import { Facets } from '../../parts/Facets'
import { Loaded } from '../../parts/Loaded'
import { Partial } from '../../parts/States'
import { useKeys } from '../../verbs/keys'
import { quote } from '../../verbs/line'
import { Marked } from './Marked'
import { TraceGraph } from './TraceGraph'
import { TraceTimeline } from './TraceTimeline'
import { byTime, effectsOf, knotsOf, pathOf, type Knot } from './tree'

const views = [
  { value: 'timeline', label: 'time line' },
  { value: 'graph', label: 'graph' },
  { value: 'json', label: 'JSON' },
]

/** All that belongs together: as time, as causes and effects, as it was received. */
export function Trace({ id }: { id: string }) {
  const load = usePolled(`trace ${id}`, signal => page(`/api/v1/traces/${encodeURIComponent(id)}`, {}, undefined, signal))
  return (
    <>
      <Back to="/traces" all="traces" />
      <Title text={`trace ${id}`} />
      {load.state.value.value === null && <h1>Trace</h1>}
      <Loaded load={load} what="the trace">
        {value => <Shown id={id} value={value} />}
      </Loaded>
      <CliLine line={`aios traces show ${quote(id)}`} />
    </>
  )
}

function Shown({ id, value }: { id: string; value: Page }) {
  const { path, query, route } = useLocation()
  const view = views.find(each => each.value === query['view'])?.value ?? 'timeline'
  const all = knotsOf(value.items)
  const marked = all.find(knot => knot.id === query['at'])
  const isAlone = query['only'] === 'path' && marked !== undefined
  const lineage = isAlone ? pathOf(all, marked.id) : null
  const knots = lineage === null ? all : all.filter(knot => lineage.has(knot.id))
  const go = (change: Record<string, string>) => route(addressOf(path, { view: query['view'] ?? '', at: marked?.id ?? '', only: query['only'] ?? '', ...change }), true)
  const mark = (at: string) => go({ at })
  const close = () => go({ at: '', only: '' })
  // What a key finds is what is shown now.
  const now = useRef(null! as { order: readonly Knot[]; marked: Knot | undefined; mark: typeof mark; go: typeof go; isAlone: boolean })
  now.current = { order: view === 'graph' ? knots : byTime(knots), marked, mark, go, isAlone }
  const move = (by: number) => {
    const { order, marked: from, mark: to } = now.current
    const at = order.findIndex(knot => knot.id === from?.id)
    const next = order[Math.max(0, Math.min(order.length - 1, at + by))]
    if (next !== undefined) to(next.id)
  }
  useKeys(
    () => [
      { keys: 'j', says: 'next event', group: 'page', run: () => move(1) },
      { keys: 'k', says: 'event before', group: 'page', run: () => move(-1) },
      { keys: 'h', says: 'to its cause', group: 'page', run: () => now.current.marked?.cause && now.current.mark(now.current.marked.cause) },
      {
        keys: 'l',
        says: 'to its first effect',
        group: 'page',
        run: () => {
          const first = now.current.marked && effectsOf(now.current.order, now.current.marked.id)[0]
          if (first) now.current.mark(first.id)
        },
      },
      { keys: 'f', says: 'only its path, or all', group: 'page', run: () => now.current.go({ only: now.current.isAlone ? '' : 'path' }) },
      {
        keys: 'Enter',
        says: 'the whole event',
        group: 'page',
        run: () => now.current.marked && route(`/events?id=${encodeURIComponent(now.current.marked.id)}`),
      },
    ],
    [],
  )
  useKeys(() => (marked === undefined ? [] : [{ keys: 'Escape', says: 'close the event', group: 'page', run: () => now.current.go({ at: '', only: '' }) }]), [marked === undefined])
  return (
    <>
      <header>
        <h1>Trace</h1>
        <code class="dim">{id}</code>
        <Facets label="shown as" choices={views} chosen={view} onChoose={each => go({ view: each === 'timeline' ? '' : each })} />
      </header>
      {value.notes.map(note => (
        <Partial key={note} missing={note} />
      ))}
      {lineage !== null && (
        <p class="note">
          {knots.length} of {all.length} events: what led to the marked one, and what came of it
        </p>
      )}
      <div class={marked === undefined ? 'split' : 'split open'}>
        {view === 'json' ? (
          <pre tabIndex={0} role="region" aria-label="the events as JSON">{JSON.stringify(knots.map(knot => knot.row), null, 2)}</pre>
        ) : view === 'graph' ? (
          <TraceGraph knots={knots} marked={marked?.id ?? null} onMark={mark} />
        ) : (
          <TraceTimeline knots={knots} marked={marked?.id ?? null} onMark={mark} />
        )}
        {marked !== undefined && (
          <Marked knots={all} knot={marked} isAlone={isAlone} onAlone={() => go({ only: isAlone ? '' : 'path' })} onMark={mark} onClose={close} />
        )}
      </div>
    </>
  )
}

import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { usePolling, useSnapshots, useTopic } from '../../data/live'
import { useLoad, type Load } from '../../data/load'
import { page, type Page } from '../../data/rest'
import { number } from '../../data/value'
import type { Row } from '../../wire/frames'

export interface Tail {
  /** Newest first. */
  readonly rows: readonly Row[]
  /** Those that came since the tail was paused. */
  readonly held: number
  readonly dropped: number
  readonly refused: string | null
  readonly load: Load<Page>
  readonly older: () => void
  readonly hasOlder: boolean
}

/** The events that fit, as they come; while it is paused, as they were. */
export function useTail(condition: string, isPaused: boolean): Tail {
  const topic = useTopic('events', condition).value
  const { view, refused } = topic
  const [before, setBefore] = useState<Page[]>([])
  const load = useLoad(`events ${condition}`, signal => page('/api/v1/events', { filter: condition, limit: 200 }, undefined, signal))
  usePolling(topic, load.again)
  useSnapshots(topic, load.again)
  useEffect(() => setBefore([]), [condition])
  const shown = useRef({ listed: load.state.value.value, live: view.rows })
  if (!isPaused) shown.current = { listed: load.state.value.value, live: view.rows }
  const { listed, live } = shown.current
  const rows = useMemo(
    () => newestFirst([...before.flatMap(each => each.items), ...(listed?.items ?? []), ...live.values()]),
    [before, listed, live],
  )
  const newest = number(rows[0], 'seq') ?? -1
  const next = (before.at(-1) ?? listed)?.next ?? null
  return {
    rows,
    held: isPaused ? [...view.rows.values()].filter(row => (number(row, 'seq') ?? -1) > newest).length : 0,
    dropped: view.dropped,
    refused,
    load,
    older() {
      if (next !== null) void page('/api/v1/events', { filter: condition, limit: 200 }, next).then(more => setBefore(all => [...all, more]))
    },
    hasOlder: next !== null,
  }
}

/** Each event once, by its number. */
export function newestFirst(events: readonly Row[]): readonly Row[] {
  const bySeq = new Map(events.map(event => [number(event, 'seq') ?? -1, event]))
  return [...bySeq.entries()].sort(([a], [b]) => b - a).map(([, event]) => event)
}

import { useMemo } from 'preact/hooks'
import { usePolling, useSnapshots, useTopic } from '../../data/live'
import { useLoad, type Load } from '../../data/load'
import { usePolled } from '../../data/poll'
import { page, type Page } from '../../data/rest'
import { isRow, number, time } from '../../data/value'
import type { Drawn } from '../../parts/series'
import type { Row } from '../../wire/frames'
import type { Depths } from './depths'
import type { Range } from './range'

const filter = "type == 'score.updated'"
const mostSpans = 120

/** Below ten beats a percentile says nothing. */
const leastSpanSeconds = 10

type Point = readonly [seconds: number, score: number]

/**
 * The scores on record in the range.
 * @param to until when, in seconds since the Unix epoch, the last one holds
 */
export function useScores(range: Range, score: number | null, to: number): { readonly load: Load<Page>; readonly drawn: Drawn; readonly isCut: boolean } {
  const load = useLoad(`scores ${range.value}`, signal => page('/api/v1/events', { filter, from: range.value, limit: 500 }, undefined, signal))
  const listed = load.state.value.value
  const topic = useTopic('events', filter).value
  usePolling(topic, load.again)
  useSnapshots(topic, load.again)
  const live = topic.view
  const drawn = useMemo(() => {
    const points = pointsOf([...(listed?.items ?? []), ...live.rows.values()])
    const last = points.at(-1)
    const all = score !== null && last !== undefined && last[0] < to ? [...points, [to, score] as const] : points
    return { times: all.map(([at]) => at), values: [all.map(([, value]) => value)] }
  }, [listed, live, score, to])
  return { load, drawn, isCut: (listed?.next ?? null) !== null }
}

/** Oldest first. */
export function pointsOf(events: readonly Row[]): readonly Point[] {
  const found = new Map<number, number>()
  for (const event of events) {
    const [at, payload] = [time(event, 'timestamp'), event['payload']]
    const score = isRow(payload) ? number(payload, 'score') : null
    if (at !== null && score !== null) found.set(at / 1_000, score)
  }
  return [...found].sort(([a], [b]) => a - b)
}

/** How long beats took, over the range. */
export const useBeats = (range: Range): Load<Page> =>
  usePolled(`beats ${range.value}`, signal => page('/api/v1/heartbeat/history', { from: range.value, spans: Math.min(mostSpans, range.seconds / leastSpanSeconds) }, undefined, signal), 15_000)

export const beatsOf = (rows: readonly Row[]): Drawn => ({
  times: rows.map(row => (time(row, 'at') ?? 0) / 1_000),
  values: [rows.map(row => number(row, 'p50_ms')), rows.map(row => number(row, 'p99_ms'))],
})

/** A look that is missing for longer than this, in seconds, is a gap. */
const gapSeconds = 30

/** Between two looks that are far apart nothing is known. */
export function depthsOf(looks: readonly Depths[], lanes = 4): Drawn {
  const times: number[] = []
  const values: (number | null)[][] = Array.from({ length: lanes }, () => [])
  looks.forEach((look, n) => {
    const before = looks[n - 1]
    if (before !== undefined && look.at - before.at > gapSeconds) {
      times.push(before.at + 1)
      values.forEach(lane => lane.push(null))
    }
    times.push(look.at)
    values.forEach((lane, priority) => lane.push(look.lanes[priority] ?? null))
  })
  return { times, values }
}

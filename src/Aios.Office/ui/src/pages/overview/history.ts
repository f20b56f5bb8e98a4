import { useMemo } from 'preact/hooks'
import { usePolling, useSnapshots, useTopic } from '../../data/live'
import { useLoad } from '../../data/load'
import { page } from '../../data/rest'
import { isRow, number, time } from '../../data/value'
import type { Row } from '../../wire/frames'

export type Point = readonly [seconds: number, score: number]

const filter = "type == 'score.updated'"

/** The scores on record, oldest first. @param nowMs until when the last one holds. */
export function useHistory(score: number | null, nowMs: number): readonly Point[] {
  const topic = useTopic('events', filter).value
  const load = useLoad('score history', signal => page('/api/v1/events', { filter, limit: 200 }, undefined, signal))
  usePolling(topic, load.again)
  useSnapshots(topic, load.again)
  const [listed, live] = [load.state.value.value, topic.view]
  return useMemo(() => {
    const points = pointsOf([...(listed?.items ?? []), ...live.rows.values()])
    const last = points.at(-1)
    return last && score !== null && nowMs / 1_000 > last[0] ? [...points, [nowMs / 1_000, score] as const] : points
  }, [listed, live, score, nowMs])
}

export function pointsOf(events: readonly Row[]): readonly Point[] {
  const found = new Map<number, number>()
  for (const event of events) {
    const [at, payload] = [time(event, 'timestamp'), event['payload']]
    const score = isRow(payload) ? number(payload, 'score') : null
    if (at !== null && score !== null) found.set(at / 1_000, score)
  }
  return [...found].sort(([a], [b]) => a - b)
}

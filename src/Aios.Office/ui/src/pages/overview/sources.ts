import { told, usePolling, useTopic, type Topic } from '../../data/live'
import { useLoad, type Load } from '../../data/load'
import type { Problem } from '../../data/problem'
import { one, page, type Query } from '../../data/rest'
import { text } from '../../data/value'
import type { Row } from '../../wire/frames'
import type { Sources } from './facts'

/** What the node tells; asked for by HTTP until it does, and when it does not. */
export function useSources(): { readonly sources: Sources; readonly problem: Problem | null; readonly again: () => void } {
  const overview = useTopic('overview').value
  const status = useGauge(overview, 'status', '/api/v1/status')
  const heartbeat = useGauge(overview, 'heartbeat', '/api/v1/heartbeat/stats')
  const queue = useGauge(overview, 'queue', '/api/v1/queue')
  const score = useGauge(overview, 'score', '/api/v1/score', { explain: true })
  const incidents = useRows('incidents', { limit: 500 })
  const approvals = useRows('approvals', { limit: 500 })
  const runs = useRows('runs', { active: true, limit: 500 })
  const playbooks = useRows('playbooks')
  const loads = [status, heartbeat, queue, score, incidents, approvals, runs, playbooks].map(each => each.load)
  return {
    sources: {
      status: status.row,
      heartbeat: heartbeat.row,
      queue: queue.row,
      score: score.row,
      incidents: incidents.rows,
      approvals: approvals.rows,
      runs: runs.rows,
      playbooks: playbooks.rows,
    },
    problem: loads.map(load => load.state.value.problem).find(each => each !== null) ?? null,
    again: () => loads.forEach(load => load.again()),
  }
}

function useGauge(topic: Topic, key: string, path: string, query: Query = {}): { readonly row: Row | undefined; readonly load: Load<Row> } {
  const load = useLoad(`overview ${key}`, signal => one(path, query, signal))
  usePolling(topic, load.again)
  const { value, at } = load.state.value
  return { row: told(topic, at).get(key) ?? value ?? undefined, load }
}

type Rows = Load<{ readonly items: readonly Row[] }>

// Only what goes on counts here, so a topic that is whole is all there is to know.
function useRows(name: string, query: Query = {}): { readonly rows: readonly Row[] | null; readonly load: Rows } {
  const topic = useTopic(name).value
  const load = useLoad(`overview ${name}`, signal => page(`/api/v1/${name}`, query, undefined, signal))
  usePolling(topic, load.again)
  const { value, at } = load.state.value
  const isTold = topic.view.isWhole && told(topic, at) === topic.view.rows
  return { rows: isTold ? newestFirst([...topic.view.rows.values()]) : (value?.items ?? null), load }
}

const begins = ['opened_at', 'asked_at', 'planned_at'] as const

/** Rows that came one after another, in the order in which lists have them. */
export const newestFirst = (rows: readonly Row[]): readonly Row[] =>
  rows
    .map(row => ({ row, at: begins.map(name => text(row, name)).find(each => each !== null) ?? '' }))
    .sort((one, other) => (one.at < other.at ? 1 : one.at > other.at ? -1 : 0))
    .map(({ row }) => row)

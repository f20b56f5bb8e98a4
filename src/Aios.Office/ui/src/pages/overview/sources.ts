import { useEffect } from 'preact/hooks'
import { link, restMs, useTopic } from '../../data/live'
import { useLoad, type Load } from '../../data/load'
import type { Problem } from '../../data/problem'
import { one, page, type Query } from '../../data/rest'
import type { Row } from '../../wire/frames'
import type { View } from '../../wire/view'
import type { Sources } from './facts'

/** What was asked by HTTP at first, with what the node tells since laid over it. */
export function useSources(): { readonly sources: Sources; readonly problem: Problem | null; readonly again: () => void } {
  const overview = useTopic('overview').value.view
  const status = useLoad('status', signal => one('/api/v1/status', {}, signal))
  const heartbeat = useLoad('heartbeat', signal => one('/api/v1/heartbeat/stats', {}, signal))
  const queue = useLoad('queue', signal => one('/api/v1/queue', {}, signal))
  const incidents = useRows('incidents', { limit: 500 })
  const approvals = useRows('approvals', { limit: 500 })
  const runs = useRows('runs', { active: true, limit: 500 })
  const playbooks = useRows('playbooks')
  const gauges = [status, heartbeat, queue]
  const lists = [incidents.load, approvals.load, runs.load, playbooks.load]
  const again = () => [...gauges, ...lists].forEach(load => load.again())
  useEffect(() => {
    const timer = setInterval(() => {
      if (document.hidden) return
      gauges.forEach(load => load.again())
      if (link.value.phase !== 'live') lists.forEach(load => load.again())
    }, restMs)
    return () => clearInterval(timer)
  }, [])
  // A change of what is told of the node may be one of what is only asked for.
  useEffect(() => {
    if (overview.isWhole) gauges.forEach(load => load.again())
  }, [overview.rows])
  return {
    sources: {
      status: status.state.value.value ?? undefined,
      heartbeat: heartbeat.state.value.value ?? undefined,
      queue: queue.state.value.value ?? undefined,
      incidents: incidents.rows,
      approvals: approvals.rows,
      runs: runs.rows,
      playbooks: playbooks.rows,
    },
    problem: [...gauges, ...lists].map(load => load.state.value.problem).find(each => each !== null) ?? null,
    again,
  }
}

type Rows = Load<{ readonly items: readonly Row[] }>

// Only what goes on counts here, so a topic that is whole is all there is to know.
function useRows(topic: string, query: Query = {}): { readonly rows: readonly Row[] | null; readonly load: Rows } {
  const { view } = useTopic(topic).value
  const load = useLoad(`overview ${topic}`, signal => page(`/api/v1/${topic}`, query, undefined, signal))
  return { rows: view.isWhole ? keyed(view) : (load.state.value.value?.items ?? null), load }
}

const keyed = (view: View): readonly Row[] => [...view.rows].map(([id, row]) => ({ id, ...row }))

import { list, number, rows, text, texts } from '../../data/value'
import type { Row } from '../../wire/frames'

/** Everything that the overview says, each as it was received; null: not known. */
export interface Facts {
  readonly score: number | null
  readonly level: string
  readonly frozen: readonly string[] | null
  readonly trouble: readonly string[] | null
  readonly incidents: readonly Row[] | null
  readonly unacknowledged: number | null
  readonly approvals: readonly Row[] | null
  readonly runs: readonly Row[] | null
  readonly lanes: readonly { readonly priority: string; readonly depth: number; readonly oldestMs: number }[]
  readonly queue: string | null
  readonly running: number | null
  readonly slots: number | null
  readonly p50: number | null
  readonly p99: number | null
  readonly verified: number | null
  readonly failed: number | null
}

export interface Sources {
  readonly status: Row | undefined
  readonly heartbeat: Row | undefined
  readonly queue: Row | undefined
  readonly score: Row | undefined
  readonly incidents: readonly Row[] | null
  readonly approvals: readonly Row[] | null
  readonly runs: readonly Row[] | null
  readonly playbooks: readonly Row[] | null
}

export function factsOf(from: Sources): Facts {
  const { status, queue } = from
  const incidents = from.incidents?.filter(row => text(row, 'phase') !== 'resolved') ?? null
  return {
    score: text(status, 'level') === 'unknown' ? null : number(status, 'score'),
    level: text(status, 'level') ?? 'unknown',
    frozen: status === undefined ? null : texts(status, 'frozen'),
    trouble: status === undefined ? null : texts(status, 'trouble'),
    incidents,
    unacknowledged: incidents?.filter(row => text(row, 'phase') === 'open').length ?? number(status, 'incidents_unacknowledged'),
    approvals: from.approvals?.filter(row => text(row, 'state') === 'open') ?? null,
    runs: from.runs?.filter(row => row['over'] !== true) ?? null,
    lanes: rows(queue, 'lanes').map(lane => ({
      priority: text(lane, 'priority') ?? '?',
      depth: number(lane, 'depth') ?? 0,
      oldestMs: number(lane, 'oldest_wait_ms') ?? 0,
    })),
    queue: text(queue, 'standing'),
    running: queue === undefined ? null : list(queue, 'running').length,
    slots: number(queue, 'max_concurrent'),
    p50: number(from.heartbeat, 'p50_ms'),
    p99: number(from.heartbeat, 'p99_ms'),
    verified: sum(from.playbooks, 'verified'),
    failed: sum(from.playbooks, 'failed'),
  }
}

const sum = (all: readonly Row[] | null, name: string): number | null =>
  all?.reduce((total, row) => total + (number(row, name) ?? 0), 0) ?? null

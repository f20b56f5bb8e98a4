import type { Beat, Delta, Row, Snapshot } from './frames'

/** What is known of one stream. `isWhole` is false from a gap to the next snapshot: the last values stay, marked as old. */
export interface View {
  readonly boot: string
  readonly seq: number
  /** RFC 3339, by the node's clock. */
  readonly at: string
  readonly rows: ReadonlyMap<string, Row>
  /** Rows that the node left out because there were too many. */
  readonly dropped: number
  readonly isWhole: boolean
  /** Snapshots so far: with each one, what came before it may be missing. */
  readonly taken: number
}

export const nothing: View = { boot: '', seq: -1, at: '', rows: new Map(), dropped: 0, isWhole: false, taken: 0 }

export function take(snapshot: Snapshot, before: View = nothing): View {
  return {
    boot: snapshot.boot,
    seq: snapshot.seq,
    at: snapshot.at,
    rows: new Map(Object.entries(snapshot.rows)),
    dropped: snapshot.dropped ?? 0,
    isWhole: true,
    taken: before.taken + 1,
  }
}

/**
 * A frame that was seen already changes nothing; one that leaves a gap makes the view not whole.
 * @param most rows that are kept, the newest: a tail never says which of its rows are too old.
 */
export function apply(view: View, delta: Delta, most = Infinity): View {
  if (!view.isWhole || delta.seq <= view.seq) return view
  if (delta.from !== view.seq) return { ...view, isWhole: false }
  return { ...view, seq: delta.seq, at: delta.at, rows: change(view.rows, delta, most), dropped: view.dropped + (delta.dropped ?? 0) }
}

/** An idle stream learns from the beat that it missed something. */
export function hear(view: View, stream: string, beat: Beat): View {
  const seq = beat.seqs[stream]
  const isCurrent = beat.boot === view.boot && (seq === undefined || seq <= view.seq)
  return isCurrent || !view.isWhole ? view : { ...view, isWhole: false }
}

/** Whatever the order: a value for an unknown key makes the row, a repeated value and a repeated farewell change nothing. */
export function change(rows: ReadonlyMap<string, Row>, delta: Pick<Delta, 'rows' | 'd' | 'gone'>, most = Infinity): ReadonlyMap<string, Row> {
  const added = Object.entries(delta.rows ?? {})
  if (added.length + delta.d.length === 0 && delta.gone.every(key => !rows.has(key))) return rows
  const next = new Map(rows)
  for (const key of delta.gone) next.delete(key)
  for (const [key, row] of added) next.set(key, row)
  for (const [key, field, value] of delta.d) next.set(key, { ...next.get(key), [field]: value })
  for (const key of next.keys()) {
    if (next.size <= most) break
    next.delete(key)
  }
  return next
}

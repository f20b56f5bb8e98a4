import { number, text, time } from '../../data/value'
import type { Row } from '../../wire/frames'

/** An event of a trace, with what it comes from as far as the trace has it. */
export interface Knot {
  readonly id: string
  /** Null: it comes from outside, or from what is not shown. */
  readonly cause: string | null
  /** Causes above it. */
  readonly depth: number
  /** Milliseconds since the Unix epoch. */
  readonly at: number | null
  readonly seq: number
  readonly row: Row
}

/** In the node's order: each event right before its effects. */
export function knotsOf(rows: readonly Row[]): readonly Knot[] {
  const known = new Map<string, Knot>()
  for (const row of rows) {
    const id = text(row, 'id') ?? ''
    const cause = known.get(text(row, 'cause_id') ?? '')
    if (!known.has(id))
      known.set(id, { id, cause: cause?.id ?? null, depth: cause === undefined ? 0 : cause.depth + 1, at: time(row, 'at'), seq: number(row, 'seq') ?? 0, row })
  }
  return [...known.values()]
}

/** By time, and as they stand on record when it is the same. */
export const byTime = (knots: readonly Knot[]): readonly Knot[] => knots.toSorted((a, b) => (a.at ?? 0) - (b.at ?? 0) || a.seq - b.seq)

export const effectsOf = (knots: readonly Knot[], id: string): readonly Knot[] => knots.filter(knot => knot.cause === id)

/** What led to the event and all that came of it, itself included; nothing of an id that is not known. */
export function pathOf(knots: readonly Knot[], id: string): ReadonlySet<string> {
  const byId = new Map(knots.map(knot => [knot.id, knot]))
  const path = new Set<string>()
  for (const knot of knots) if (knot.id === id || (knot.cause !== null && path.has(knot.cause))) path.add(knot.id)
  for (let knot = byId.get(id); knot !== undefined; knot = knot.cause === null ? undefined : byId.get(knot.cause)) path.add(knot.id)
  return path
}

export interface Placed {
  readonly knot: Knot
  readonly column: number
  readonly line: number
}

/** Layers from left to right: an event stands one column right of its cause, the first effect beside it, each further one below. */
export function layersOf(knots: readonly Knot[]): { readonly placed: readonly Placed[]; readonly columns: number; readonly lines: number } {
  const effects = new Map<string | null, Knot[]>()
  for (const knot of knots) effects.set(knot.cause, [...(effects.get(knot.cause) ?? []), knot])
  const placed: Placed[] = []
  let line = 0
  const place = (knot: Knot): void => {
    placed.push({ knot, column: knot.depth, line })
    const below = effects.get(knot.id) ?? []
    if (below.length === 0) line++
    else below.forEach(place)
  }
  effects.get(null)?.forEach(place)
  return { placed, columns: Math.max(0, ...knots.map(knot => knot.depth + 1)), lines: line }
}

/** A pause that is longer than this, in milliseconds, is drawn as a gap of this length. */
export const gapMs = 5_000

export interface Moment {
  readonly knot: Knot
  /** Since the event before it; null for the first one. */
  readonly afterMs: number | null
  /** 0 to 1: where it stands in the time that is drawn, gaps cut. */
  readonly share: number
}

/** Where events stand in time, oldest first. */
export function momentsOf(knots: readonly Knot[]): readonly Moment[] {
  let before: number | null = null
  let drawn = 0
  const found = byTime(knots).map(knot => {
    const afterMs = before === null || knot.at === null ? null : Math.max(0, knot.at - before)
    before = knot.at ?? before
    drawn += Math.min(gapMs, afterMs ?? 0)
    return { knot, afterMs, drawn }
  })
  return found.map(({ knot, afterMs, drawn: at }) => ({ knot, afterMs, share: drawn === 0 ? 0 : at / drawn }))
}

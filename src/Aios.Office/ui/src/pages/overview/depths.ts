import { signal } from '@preact/signals'
import { number, rows } from '../../data/value'
import type { Row } from '../../wire/frames'

export interface Depths {
  /** Seconds since the Unix epoch, by this machine's clock. */
  readonly at: number
  /** Events that wait, by priority, P0 first. */
  readonly lanes: readonly number[]
}

/** Looks at the queue since the page was opened, oldest first: the node keeps none. */
export const depths = signal<readonly Depths[]>([])

const most = 10_000

/** Adds one look; null: there was none. @param nowMs by this machine's clock, in milliseconds since the Unix epoch */
export function remember(queue: Row | null | undefined, nowMs: number): void {
  const lanes = rows(queue ?? undefined, 'lanes').map(lane => number(lane, 'depth') ?? 0)
  if (lanes.length > 0) depths.value = [...depths.value, { at: nowMs / 1_000, lanes }].slice(-most)
}

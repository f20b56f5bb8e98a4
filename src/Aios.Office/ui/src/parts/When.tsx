import { now } from '../data/now'
import { absolute, relative } from './duration'

/** A time as people ask for it (how long ago) and as logs do (when). @param at milliseconds since the Unix epoch. */
export function When({ at, isShort = false }: { at: number | null; isShort?: boolean }) {
  if (at === null) return <span class="dim">–</span>
  return (
    <time dateTime={new Date(at).toISOString()} title={new Date(at).toISOString()}>
      {relative(at, now.value)}
      {!isShort && <span class="dim"> · {absolute(at, now.value)}</span>}
    </time>
  )
}

import { useEffect, useRef } from 'preact/hooks'
import { now } from '../../data/now'
import { text } from '../../data/value'
import { absolute, duration } from '../../parts/duration'
import { gapMs, momentsOf, type Knot } from './tree'

interface Props {
  readonly knots: readonly Knot[]
  readonly marked: string | null
  readonly onMark: (id: string) => void
}

/** When it happened, oldest first; a long pause is told and cut. */
export function TraceTimeline({ knots, marked, onMark }: Props) {
  const home = useRef<HTMLOListElement>(null)
  useEffect(() => home.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' }), [marked])
  return (
    <ol class="moments" ref={home}>
      {momentsOf(knots).map(({ knot, afterMs, share }) => (
        <li key={knot.id}>
          {afterMs !== null && afterMs >= gapMs && <p class="gap">{duration(afterMs)} later</p>}
          <button type="button" aria-current={knot.id === marked ? 'true' : undefined} onClick={() => onMark(knot.id)}>
            <span class="dim">{text(knot.row, 'stage')}</span>
            <span class="what">{text(knot.row, 'text') ?? text(knot.row, 'type')}</span>
            <svg viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">
              <rect x={share * 98} width="2" height="1" />
            </svg>
            <span class="dim clock">{afterMs !== null && afterMs < gapMs ? `+${duration(afterMs)}` : knot.at !== null && absolute(knot.at, now.value)}</span>
          </button>
        </li>
      ))}
    </ol>
  )
}

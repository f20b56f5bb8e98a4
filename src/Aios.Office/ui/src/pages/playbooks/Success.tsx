import { number } from '../../data/value'
import type { Row } from '../../wire/frames'
import { wilson } from './wilson'

const percent = (share: number): string => `${Math.round(share * 100)} %`

/** How often it helped, and how sure that is: few runs make a wide bar. */
export function Success({ row }: { row: Row }) {
  const [verified, failed] = [number(row, 'verified') ?? 0, number(row, 'failed') ?? 0]
  const found = wilson(verified, verified + failed)
  if (found === null) return <span class="dim">no run yet</span>
  return (
    <span class="success" title={`${verified} of ${verified + failed} runs verified; with 95 % between ${percent(found.low)} and ${percent(found.high)}`}>
      <svg class="interval" viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true">
        <rect class="range" x={found.low * 100} y="2" width={Math.max(1, (found.high - found.low) * 100)} height="4" />
        <rect class="share" x={Math.min(98, found.share * 100)} y="0" width="2" height="8" />
      </svg>
      {Math.round(found.low * 100)}–{percent(found.high)}
      <span class="dim">
        {' '}
        {verified}/{verified + failed}
      </span>
    </span>
  )
}

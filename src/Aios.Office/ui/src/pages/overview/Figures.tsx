import { Figure } from '../../parts/Figure'
import type { Facts } from './facts'

/** A beat that takes longer than this, in milliseconds, is no quick look any more. */
const slowMs = 50

export function Figures({ facts }: { facts: Facts }) {
  const { approvals, incidents, runs, verified, failed, p50, p99 } = facts
  const ended = verified === null || failed === null ? null : verified + failed
  return (
    <div class="figures">
      <Figure label="approvals open" value={approvals?.length ?? null} tone={approvals?.length ? 'warn' : 'dim'} to="/approvals" />
      <Figure label="incidents" value={incidents?.length ?? null} tone={facts.unacknowledged ? 'bad' : 'dim'} to="/incidents">
        <span class="more">{facts.unacknowledged ?? '?'} nobody looks after</span>
      </Figure>
      <Figure label="runs at work" value={runs?.length ?? null} tone={runs?.length ? 'busy' : 'dim'} to="/runs?phase=active" />
      <Figure label="repairs verified" value={ended === 0 ? 'none yet' : verified} tone={failed ? 'warn' : 'dim'} to="/playbooks">
        {ended !== null && ended > 0 && <span class="more">of {ended} ended</span>}
      </Figure>
      <Figure label="heartbeat p50" value={ms(p50)} unit="ms" tone={p99 !== null && p99 > slowMs ? 'warn' : 'dim'} to="/health">
        <span class="more">p99 {ms(p99) ?? '?'} ms</span>
      </Figure>
    </div>
  )
}

const ms = (value: number | null): string | null => value?.toFixed(value < 10 ? 2 : 0) ?? null

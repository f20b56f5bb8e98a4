import { Bar } from '../../parts/Bar'
import { Panel } from '../../parts/Panel'
import { Word } from '../../parts/Word'
import { duration } from '../../parts/duration'
import type { Facts } from './facts'

/** What waits, by priority. A bar is full at a hundred events. */
export function QueuePanel({ facts }: { facts: Facts }) {
  return (
    <Panel title="Queue" to="/queue">
      <p>
        <Word word={facts.queue} />
        <span class="dim">
          {' '}
          · {facts.running ?? '?'} of {facts.slots ?? '?'} slots in use
        </span>
      </p>
      <div class="bars">
        {facts.lanes.map(lane => (
          <div key={lane.priority}>
            <a href={`/events?q=${encodeURIComponent(`priority == ${lane.priority}`)}`}>{lane.priority}</a>
            <Bar percent={lane.depth} />
            <span>
              {lane.depth} waiting
              {lane.oldestMs > 0 && <span class="dim"> · {duration(lane.oldestMs)}</span>}
            </span>
          </div>
        ))}
      </div>
    </Panel>
  )
}

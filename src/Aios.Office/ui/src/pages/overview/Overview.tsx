import { useEffect } from 'preact/hooks'
import { Title } from '../../app/Title'
import { link, restMs } from '../../data/live'
import { now } from '../../data/now'
import { rows } from '../../data/value'
import { CliLine } from '../../parts/CliLine'
import { Failed, Loading } from '../../parts/States'
import { Charts } from './Charts'
import { remember } from './depths'
import { Figures } from './Figures'
import { factsOf } from './facts'
import { Open } from './Open'
import { QueuePanel } from './QueuePanel'
import { ScorePanel } from './ScorePanel'
import { useSources } from './sources'
import { verdictOf, type Verdict } from './verdict'

/** Does the runtime heal itself, and if not, where to look. */
export function Overview() {
  const { sources, problem, again } = useSources()
  const facts = factsOf(sources)
  const isCurrent = problem?.status !== 0 && link.value.phase !== 'stale'
  // Also while nothing changes, so that a quiet queue is no gap.
  const look = Math.floor(now.value / restMs)
  useEffect(() => {
    if (isCurrent) remember(sources.queue, now.value)
  }, [sources.queue, isCurrent, look])
  if (sources.status === undefined) return problem === null ? <Loading what="the node" /> : <Failed problem={problem} onRetry={again} />
  return (
    <>
      <Title text="overview" />
      <Headline verdict={verdictOf(facts, isCurrent)} />
      <Figures facts={facts} />
      {problem !== null && problem.status !== 0 && <Failed problem={problem} onRetry={again} />}
      <Open facts={facts} />
      <div class="columns">
        <ScorePanel score={facts.score} level={facts.level} parts={rows(sources.score, 'parts')} />
        <QueuePanel facts={facts} />
      </div>
      <Charts score={facts.score} />
      <CliLine line="aios status" />
    </>
  )
}

function Headline({ verdict }: { verdict: Verdict }) {
  return (
    <section class={`verdict ${verdict.tone}`} role="status">
      <span class="glyph" aria-hidden="true">
        {verdict.glyph}
      </span>
      <h1>{verdict.says}</h1>
      {verdict.to !== null && (
        <a class="button" href={verdict.to}>
          look
        </a>
      )}
      <p>{verdict.detail}</p>
    </section>
  )
}

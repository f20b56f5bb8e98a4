import { useLocation } from 'preact-iso'
import { useMemo, useRef, useState } from 'preact/hooks'
import { now } from '../../data/now'
import { pathOf } from '../../data/rest'
import { Chart, type Series } from '../../parts/Chart'
import { Facets } from '../../parts/Facets'
import { Loaded } from '../../parts/Loaded'
import { Panel } from '../../parts/Panel'
import { useKeys } from '../../verbs/keys'
import { depths } from './depths'
import { beatsOf, depthsOf, useBeats, useScores } from './history'
import { rangeOf, ranges, type Range } from './range'

const scoreSeries: readonly Series[] = [{ label: 'score', token: 'accent' }]
const beatSeries: readonly Series[] = [
  { label: 'p50', token: 'accent' },
  { label: 'p99', token: 'warn', dash: [6, 3] },
]
const depthSeries: readonly Series[] = [
  { label: 'P0', token: 'bad' },
  { label: 'P1', token: 'warn', dash: [8, 3] },
  { label: 'P2', token: 'accent', dash: [4, 3] },
  { label: 'P3', token: 'dim', dash: [2, 3] },
]
const stepSeconds = 15

/** Score, beats and queue over the same time; one crosshair goes through all of them. */
export function Charts({ score }: { score: number | null }) {
  const { path, query, route } = useLocation()
  const [isPaused, pause] = useState(false)
  useKeys(() => [{ keys: 'p', says: 'hold the charts, or let them go on', group: 'page', run: () => pause(is => !is) }], [])
  const range = rangeOf(query['range'])
  return (
    <Panel title="Over time">
      <div class="actions">
        <Facets
          label="how far back"
          choices={ranges}
          chosen={range.value}
          onChoose={value => route(pathOf(path, { range: value === '1h' ? '' : value }), true)}
        />
        <button type="button" class="button" aria-pressed={isPaused} onClick={() => pause(!isPaused)}>
          {isPaused ? '▶ go on' : '‖ hold'}
        </button>
      </div>
      <Drawings key={range.value} range={range} score={score} isPaused={isPaused} />
    </Panel>
  )
}

function Drawings({ range, score, isPaused }: { range: Range; score: number | null; isPaused: boolean }) {
  // In steps, so that nothing is drawn anew each second.
  const steps = Math.floor(now.value / 1_000 / stepSeconds)
  const current = (steps + 1) * stepSeconds
  const scores = useScores(range, score, steps * stepSeconds)
  const load = useBeats(range)
  const listed = load.state.value.value?.items
  const beats = useMemo(() => beatsOf(listed ?? []), [listed])
  const looks = depths.value
  const waiting = useMemo(() => depthsOf(looks), [looks])
  const held = useRef({ to: current, scores, beats, waiting })
  if (!isPaused) held.current = { to: current, scores, beats, waiting }
  const shown = held.current
  const [from, to] = [shown.to - range.seconds, shown.to]
  const begun = looks[0]?.at ?? to
  return (
    <div class="charts">
      <div>
        <Loaded load={scores.load} what="the scores">
          {() => <Chart title="score" series={scoreSeries} drawn={shown.scores.drawn} from={from} to={to} most={1} />}
        </Loaded>
        {shown.scores.isCut && <p class="note">older ones of the range are left out</p>}
      </div>
      <div>
        <Loaded load={load} what="the beats">
          {() => <Chart title="heartbeat, ms" series={beatSeries} drawn={shown.beats} from={from} to={to} most={0.1} unit=" ms" />}
        </Loaded>
      </div>
      <div>
        <Chart title="waiting events" series={depthSeries} drawn={shown.waiting} from={from} to={to} most={4} />
        {begun > from && <p class="note">looked at since this page was opened</p>}
      </div>
    </div>
  )
}

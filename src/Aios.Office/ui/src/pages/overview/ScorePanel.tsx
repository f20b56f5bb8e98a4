import { number, text } from '../../data/value'
import { Bar } from '../../parts/Bar'
import { Chart } from '../../parts/Chart'
import { Dial } from '../../parts/Dial'
import { Panel } from '../../parts/Panel'
import type { Row } from '../../wire/frames'
import type { Point } from './history'

interface Props {
  readonly score: number | null
  readonly level: string
  readonly parts: readonly Row[]
  readonly history: readonly Point[]
}

const range = [0, 1] as const

export function ScorePanel({ score, level, parts, history }: Props) {
  return (
    <Panel title="Score" to={`/events?q=${encodeURIComponent("type == 'score.updated'")}`}>
      <div class="score">
        <Dial score={score} level={level} />
        <div class="bars">
          {parts.map(part => (
            <Part key={text(part, 'name')} part={part} />
          ))}
        </div>
      </div>
      <Chart title="score" points={history} range={range} />
    </Panel>
  )
}

function Part({ part }: { part: Row }) {
  const percent = Math.round((number(part, 'value_ppm') ?? 0) / 10_000)
  return (
    <div>
      <span>{text(part, 'name')}</span>
      <Bar percent={percent} />
      <span>{percent} %</span>
      <small class="dim because">{text(part, 'because')}</small>
    </div>
  )
}

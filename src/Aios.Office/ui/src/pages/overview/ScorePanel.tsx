import { number, text } from '../../data/value'
import { Bar } from '../../parts/Bar'
import { Dial } from '../../parts/Dial'
import { Panel } from '../../parts/Panel'
import type { Row } from '../../wire/frames'

interface Props {
  readonly score: number | null
  readonly level: string
  readonly parts: readonly Row[]
}

export function ScorePanel({ score, level, parts }: Props) {
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

import { text } from '../../data/value'
import { Fields } from '../../parts/Fields'
import { Panel } from '../../parts/Panel'
import { When } from '../../parts/When'
import { effectsOf, type Knot } from './tree'

interface Props {
  readonly knots: readonly Knot[]
  readonly knot: Knot
  readonly isAlone: boolean
  readonly onAlone: () => void
  readonly onMark: (id: string) => void
  readonly onClose: () => void
}

/** The marked event, with the ways to its cause and to its effects. */
export function Marked({ knots, knot, isAlone, onAlone, onMark, onClose }: Props) {
  const effects = effectsOf(knots, knot.id)
  const cause = knots.find(each => each.id === knot.cause)
  return (
    <Panel title={text(knot.row, 'type') ?? 'Event'}>
      <button type="button" class="button quiet" onClick={onClose}>
        ← close
      </button>
      <p>{text(knot.row, 'text')}</p>
      <Fields
        of={[
          ['stage', text(knot.row, 'stage')],
          ['when', <When at={knot.at} />],
          ['event', <a href={`/events?id=${encodeURIComponent(knot.id)}`}>{knot.id}</a>],
        ]}
      />
      <div class="actions">
        <button type="button" class="button" aria-pressed={isAlone} onClick={onAlone}>
          {isAlone ? 'the whole trace' : 'only its path'}
        </button>
      </div>
      <h3>cause</h3>
      {cause === undefined ? <p class="dim">none in this trace</p> : <Jumps to={[cause]} onMark={onMark} />}
      <h3>effects</h3>
      {effects.length === 0 ? <p class="dim">none yet</p> : <Jumps to={effects} onMark={onMark} />}
    </Panel>
  )
}

function Jumps({ to, onMark }: { to: readonly Knot[]; onMark: (id: string) => void }) {
  return (
    <div class="jumps">
      {to.map(knot => (
        <button key={knot.id} type="button" onClick={() => onMark(knot.id)}>
          <small class="dim">{text(knot.row, 'type')}</small>
          <span>{text(knot.row, 'text')}</span>
        </button>
      ))}
    </div>
  )
}

import { useEffect, useRef } from 'preact/hooks'
import { text } from '../../data/value'
import { layersOf, type Knot, type Placed } from './tree'

interface Props {
  readonly knots: readonly Knot[]
  readonly marked: string | null
  readonly onMark: (id: string) => void
}

const [width, height, gapX, gapY] = [192, 44, 24, 12]
const left = (column: number) => column * (width + gapX)
const top = (line: number) => line * (height + gapY)

/** What came of what, from left to right. */
export function TraceGraph({ knots, marked, onMark }: Props) {
  const { placed, columns, lines } = layersOf(knots)
  const byId = new Map(placed.map(each => [each.knot.id, each]))
  const size = { width: `${left(columns) - gapX}px`, height: `${top(lines) - gapY}px` }
  const home = useRef<HTMLDivElement>(null)
  useEffect(() => home.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' }), [marked])
  return (
    <div class="graph" ref={home} tabIndex={0} role="region" aria-label="graph of causes and effects">
      <div style={size}>
        <svg style={size} aria-hidden="true">
          {placed.map(each => {
            const cause = each.knot.cause === null ? undefined : byId.get(each.knot.cause)
            return cause && <path key={each.knot.id} d={edge(cause, each)} />
          })}
        </svg>
        {placed.map(({ knot, column, line }) => (
          <button
            key={knot.id}
            type="button"
            aria-current={knot.id === marked ? 'true' : undefined}
            style={{ left: `${left(column)}px`, top: `${top(line)}px`, width: `${width}px`, height: `${height}px` }}
            title={text(knot.row, 'text') ?? ''}
            onClick={() => onMark(knot.id)}
          >
            <small class="dim">{text(knot.row, 'stage')}</small>
            <span>{text(knot.row, 'type')}</span>
          </button>
        ))}
      </div>
    </div>
  )
}

function edge(cause: Placed, effect: Placed): string {
  const [fromX, fromY] = [left(cause.column) + width, top(cause.line) + height / 2]
  const [toX, toY] = [left(effect.column), top(effect.line) + height / 2]
  return `M${fromX} ${fromY}H${fromX + gapX / 2}V${toY}H${toX}`
}

import { look } from './words'

const blocks = 20
const spread = (n: number) => Math.PI * (1 - n / (blocks - 1))

/** The score as an arc of twenty squares, its number and its word. @param score 0 to 1; null: not known. */
export function Dial({ score, level }: { score: number | null; level: string }) {
  const { tone, glyph } = look(level)
  const lit = score === null ? 0 : Math.round(score * blocks)
  const said = score === null ? 'score unknown' : `score ${score.toFixed(2)}, ${level}`
  return (
    <svg class={`dial ${tone}`} viewBox="0 0 200 116" role="img" aria-label={said}>
      {Array.from({ length: blocks }, (_, n) => (
        <rect
          key={n}
          class={n < lit ? 'lit' : 'unlit'}
          x={Math.round(100 + 86 * Math.cos(spread(n))) - 5}
          y={Math.round(98 - 86 * Math.sin(spread(n))) - 5}
          width={10}
          height={10}
        />
      ))}
      <text x="100" y="80" class="big">
        {score === null ? '?' : score.toFixed(2)}
      </text>
      <text x="100" y="106" class="small">
        {glyph} {level}
      </text>
    </svg>
  )
}

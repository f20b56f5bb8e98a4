import type { ComponentChildren } from 'preact'
import type { Tone } from './words'

interface Props {
  readonly label: string
  /** Null: not known. */
  readonly value: string | number | null
  readonly unit?: string
  readonly tone?: Tone
  /** The list behind the figure. */
  readonly to: string
  readonly children?: ComponentChildren
}

const glyphs: Readonly<Record<Tone, string>> = { ok: '', dim: '', busy: '▶', warn: '▲', bad: '×' }

/** A number with its name, as a link to what it counts. */
export function Figure({ label, value, unit, tone = 'dim', to, children }: Props) {
  return (
    <a class={`figure ${tone}`} href={to}>
      <span class="label">{label}</span>
      <span class="value">
        {glyphs[tone] !== '' && <span aria-hidden="true">{glyphs[tone]} </span>}
        {value ?? '?'}
        {unit !== undefined && value !== null && <small> {unit}</small>}
      </span>
      {children}
    </a>
  )
}

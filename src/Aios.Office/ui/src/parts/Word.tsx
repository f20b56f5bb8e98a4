import { look } from './words'

/** A state: glyph, word and colour, so that none of them has to be seen alone. */
export function Word({ word }: { word: string | null }) {
  const shown = word ?? 'unknown'
  const { tone, glyph } = look(shown)
  return (
    <span class={`word ${tone}`}>
      <span aria-hidden="true">{glyph}</span> {shown.replaceAll('-', ' ')}
    </span>
  )
}

import { text } from '../data/value'
import type { Row } from '../wire/frames'
import { Word } from './Word'

interface Props {
  readonly steps: readonly Row[]
  /** Ids of those that are done, and the one at work. */
  readonly done?: readonly string[]
  readonly at?: string | null
  /** What it is about that one. */
  readonly atWord?: string
}

/** Exactly what is done, in order, and what takes it back. */
export function Steps({ steps, done = [], at = null, atWord = 'running' }: Props) {
  return (
    <ol class="steps">
      {steps.map((step, n) => {
        const id = text(step, 'id') ?? ''
        const undo = text(step, 'undo')
        const action = text(step, 'action')
        return (
          <li key={n}>
            <p>
              <b>
                {n + 1}. {id}
              </b>
              {done.includes(id) && <span class="ok">✓ done</span>}
              {at === id && <Word word={atWord} />}
              <span class="dim">
                {[text(step, 'kind'), text(step, 'risk') && `risk ${text(step, 'risk')}`].filter(Boolean).join(' · ')}
              </span>
            </p>
            {action !== null && <pre>{action}</pre>}
            {undo !== null && (
              <p>
                <span class="dim">taken back by</span> <code>{undo}</code>
              </p>
            )}
          </li>
        )
      })}
    </ol>
  )
}

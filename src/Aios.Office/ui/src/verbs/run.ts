import { signal, type Signal } from '@preact/signals'
import { asProblem, type Problem } from '../data/problem'
import { post } from '../data/rest'
import type { Row } from '../wire/frames'

export interface Outcome {
  readonly items: readonly Row[]
  readonly said: readonly string[]
  readonly isOver: boolean
  /** One of the command line's exit codes; null while it goes on. */
  readonly code: number | null
  readonly error: string | null
  readonly problem: Problem | null
}

export interface Running {
  readonly outcome: Signal<Outcome>
  readonly stop: () => void
}

const begun: Outcome = { items: [], said: [], isOver: false, code: null, error: null, problem: null }
const mostItems = 5_000

/**
 * Runs a verb on the node; what it finds arrives in `outcome` as it comes.
 * @param isSecret its answer opens a door, so that the node keeps it for no second try
 */
export function run(verb: string, args: Readonly<Record<string, unknown>>, isSecret = false): Running {
  const outcome = signal(begun)
  let reader: ReadableStreamDefaultReader<Uint8Array> | null = null
  let isStopped = false

  async function go(): Promise<void> {
    const answer = await post('/api/v1/verbs/run', { verb, args }, isSecret ? null : crypto.randomUUID())
    reader = answer.body?.getReader() ?? null
    if (isStopped) await reader?.cancel()
    const decoder = new TextDecoder()
    let left = ''
    for (let part = await reader?.read(); part && !part.done; part = await reader?.read()) {
      const lines = (left + decoder.decode(part.value, { stream: true })).split('\n')
      left = lines.pop() ?? ''
      outcome.value = lines.reduce(hear, outcome.value)
    }
    if (!outcome.value.isOver) outcome.value = { ...outcome.value, isOver: true, error: isStopped ? 'stopped' : 'the node ended the answer early' }
  }

  go().catch((error: unknown) => (outcome.value = { ...outcome.value, isOver: true, problem: asProblem(error) }))
  return {
    outcome,
    stop() {
      isStopped = true
      void reader?.cancel()
    },
  }
}

/** One line of aios.cmd/1. */
export function hear(before: Outcome, line: string): Outcome {
  if (line.trim() === '') return before
  const frame = JSON.parse(line) as Record<string, unknown>
  switch (frame['kind']) {
    case 'item':
      return { ...before, items: [...before.items, frame['item'] as Row].slice(-mostItems) }
    case 'progress':
      return { ...before, said: [...before.said, String(frame['text'])].slice(-100) }
    case 'end':
      return { ...before, isOver: true, code: Number(frame['code']), error: typeof frame['error'] === 'string' ? frame['error'] : null }
    default:
      return before
  }
}

import { signal } from '@preact/signals'
import type { Row } from '../wire/frames'
import { list, number, rows, text } from '../data/value'
import { page } from '../data/rest'

export interface Argument {
  readonly name: string
  readonly type: string
  readonly help: string
  readonly required: boolean
  readonly positional: boolean
  readonly repeated: boolean
  readonly values: readonly string[]
  readonly least: number | null
  readonly most: number | null
}

/** An entry of the node's registry: the same that the command line offers. */
export interface Verb {
  readonly name: string
  readonly palette: string
  readonly summary: string
  readonly effect: 'read' | 'write' | 'destructive'
  readonly role: string
  readonly permitted: boolean
  readonly streams: boolean
  /** Its answer opens a door: it is shown once and kept nowhere. */
  readonly secret: boolean
  readonly schema: string
  readonly example: string
  readonly arguments: readonly Argument[]
}

export const verbs = signal<readonly Verb[]>([])

export async function loadVerbs(): Promise<void> {
  if (verbs.value.length === 0) verbs.value = (await page('/api/v1/verbs')).items.map(verbOf)
}

export function verbOf(row: Row): Verb {
  const effect = text(row, 'effect')
  return {
    name: text(row, 'name') ?? '',
    palette: text(row, 'palette') ?? '',
    summary: text(row, 'summary') ?? '',
    // What this page does not know may do anything, so it asks first.
    effect: effect === 'read' || effect === 'write' ? effect : 'destructive',
    role: text(row, 'role') ?? 'admin',
    permitted: row['permitted'] !== false,
    streams: row['streams'] === true,
    secret: row['secret'] === true,
    schema: text(row, 'schema') ?? '',
    example: text(row, 'example') ?? '',
    arguments: rows(row, 'arguments').map(argumentOf),
  }
}

const argumentOf = (row: Row): Argument => ({
  name: text(row, 'name') ?? '',
  type: text(row, 'type') ?? 'text',
  help: text(row, 'help') ?? '',
  required: row['required'] === true,
  positional: row['positional'] === true,
  repeated: row['repeated'] === true,
  values: list(row, 'values').map(String),
  least: number(row, 'least'),
  most: number(row, 'most'),
})

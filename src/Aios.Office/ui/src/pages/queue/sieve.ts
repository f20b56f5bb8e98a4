/** Which events are meant, as a person typed it. */
export interface Sieve {
  readonly type: string
  readonly priority: string
  readonly source: string
  readonly olderThan: string
}

export const empty: Sieve = { type: '', priority: '', source: '', olderThan: '' }

/** As the node takes it: without anything it is all events, and that has to be said. */
export function argumentsOf(sieve: Sieve): Readonly<Record<string, string | boolean>> {
  const given = { type: sieve.type.trim(), priority: sieve.priority, source: sieve.source.trim(), 'older-than': sieve.olderThan.trim() }
  const named = Object.entries(given).filter(([, value]) => value !== '')
  return named.length === 0 ? { all: true } : Object.fromEntries(named)
}

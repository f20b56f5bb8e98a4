import { useState } from 'preact/hooks'
import type { Row } from '../wire/frames'
import { restMs } from './live'
import type { Load } from './load'
import { usePolled } from './poll'
import { asProblem, type Problem } from './problem'
import { page, pathOf, type Page, type Query } from './rest'

export interface Parts {
  readonly rows: readonly Row[]
  /** Of the newest part. */
  readonly load: Load<Page>
  readonly hasOlder: boolean
  readonly older: () => void
  /** Why the older ones did not come. */
  readonly problem: Problem | null
}

interface Older {
  readonly key: string
  readonly pages: readonly Page[]
  readonly problem: Problem | null
}

/** A list that comes in parts, newest first. Once older parts are there, the newest stays as it was: nothing may lie unseen between them. */
export function useParts(path: string, query: Query): Parts {
  const key = pathOf(path, query)
  const [kept, keep] = useState<Older>({ key, pages: [], problem: null })
  const older = kept.key === key ? kept : { key, pages: [], problem: null }
  const load = usePolled(key, signal => page(path, query, undefined, signal), older.pages.length === 0 ? restMs : 0)
  const newest = load.state.value.value
  const next = (older.pages.at(-1) ?? newest)?.next ?? null
  return {
    rows: [newest, ...older.pages].flatMap(part => part?.items ?? []),
    load,
    hasOlder: next !== null,
    older() {
      if (next !== null)
        page(path, query, next).then(
          part => keep({ key, pages: [...older.pages, part], problem: null }),
          (error: unknown) => keep({ ...older, problem: asProblem(error) }),
        )
    },
    problem: older.problem,
  }
}

import { useEffect, useRef } from 'preact/hooks'
import type { Row } from '../wire/frames'
import { useLoad, type Load } from './load'
import { told, usePolling, useSnapshots, useTopic } from './live'
import { page, type Page, type Query } from './rest'

export interface List {
  readonly rows: readonly Row[]
  readonly load: Load<Page>
  /** More are there than are shown. */
  readonly isCut: boolean
  /** Nothing has come yet, by neither way. */
  readonly isEmptyYet: boolean
}

/** What is on record by HTTP, with what the node tells of it meanwhile laid over it. */
export function useList(topic: string, path: string, query: Query): List {
  const live = useTopic(topic).value
  const load = useLoad(path + JSON.stringify(query), signal => page(path, query, undefined, signal))
  usePolling(live, load.again)
  useSnapshots(live, load.again)
  const keys = useRef(live.view.rows)
  useEffect(() => {
    const left = [...keys.current.keys()].some(key => !live.view.rows.has(key))
    keys.current = live.view.rows
    // What a row became after it left the topic stands in the list.
    if (left) load.again()
  }, [live.view])
  const { value, at } = load.state.value
  return {
    rows: merge(value?.items ?? [], told(live, at)),
    load,
    isCut: (value?.next ?? null) !== null,
    isEmptyYet: value === null && !live.view.isWhole,
  }
}

/** The listed rows in their order, each with what is newer; before them those that are not listed yet. */
export function merge(listed: readonly Row[], live: ReadonlyMap<string, Row>): readonly Row[] {
  const left = new Map(live)
  const known = listed.map(row => {
    const key = String(row['id'])
    const newer = left.get(key)
    left.delete(key)
    return newer === undefined ? row : { ...row, ...newer }
  })
  return [...[...left].map(([key, row]) => ({ id: key, ...row })).reverse(), ...known]
}

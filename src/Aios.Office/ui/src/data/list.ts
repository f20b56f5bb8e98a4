import { useEffect, useRef } from 'preact/hooks'
import type { Row } from '../wire/frames'
import { useLoad, type Load } from './load'
import { useAsking, useTopic } from './live'
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
  const live = useTopic(topic).value.view
  const load = useLoad(path + JSON.stringify(query), signal => page(path, query, undefined, signal))
  useAsking(load.again)
  const keys = useRef(live.rows)
  useEffect(() => {
    const left = [...keys.current.keys()].some(key => !live.rows.has(key))
    keys.current = live.rows
    // What a row became after it left the topic stands in the list.
    if (left) load.again()
  }, [live])
  const { value } = load.state.value
  return {
    rows: merge(value?.items ?? [], live.rows),
    load,
    isCut: (value?.next ?? null) !== null,
    isEmptyYet: value === null && !live.isWhole,
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

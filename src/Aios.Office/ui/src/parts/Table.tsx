import type { ComponentChildren } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { useKeys } from '../verbs/keys'
import { moved } from './move'
import { isNarrow, isSlim } from './narrow'
import { useVirtual } from './virtual'

export interface Column<T> {
  readonly name: string
  /** A track of a CSS grid: `8rem`, `1fr`. */
  readonly width: string
  readonly cell: (row: T) => ComponentChildren
  /** Left out where there is little room; on a phone the others share two lines. */
  readonly isWide?: boolean
}

interface Props<T> {
  readonly label: string
  readonly rows: readonly T[]
  readonly columns: readonly Column<T>[]
  readonly keyOf: (row: T) => string
  readonly onOpen: (row: T) => void
  readonly tone?: (row: T) => string
  /** Key of the row that is open beside the list. */
  readonly at?: string | undefined
}

const rowPx = 36
const narrowRowPx = 64

/** A list of any length, of which only what is in sight is drawn. J, K, arrows, Home, End, page keys move; Enter opens. */
export function Table<T>({ label, rows, columns, keyOf, onOpen, tone, at: opened }: Props<T>) {
  const scroller = useRef<HTMLDivElement>(null)
  const [marked, mark] = useState<string | null>(opened ?? null)
  const height = isNarrow.value ? narrowRowPx : rowPx
  const virtual = useVirtual(rows.length, height, () => scroller.current)
  const shown = isSlim.value ? columns.filter(column => !column.isWide) : columns
  const tracks = { '--tracks': shown.map(column => column.width).join(' ') }
  // What a key finds is what the key before it left, drawn or not. The mark follows its row when others come before it.
  const now = useRef({ rows, marked })
  now.current.rows = rows
  const place = () => (now.current.marked === null ? -1 : now.current.rows.findIndex(row => keyOf(row) === now.current.marked))
  const at = place()
  const set = (key: string) => mark((now.current.marked = key))
  useEffect(() => {
    if (opened !== undefined) set(opened)
  }, [opened])
  const press = (key: string): boolean => {
    const to = moved(key, place(), now.current.rows.length, Math.floor((scroller.current?.clientHeight ?? 0) / height))
    const row = to === null ? undefined : now.current.rows[to]
    if (to === null || row === undefined) return false
    set(keyOf(row))
    virtual.show(to)
    return true
  }
  const open = () => {
    const row = now.current.rows[place()]
    if (row !== undefined) onOpen(row)
  }
  useKeys(
    () => [
      { keys: 'j', says: 'next row', group: 'list', run: () => press('j') },
      { keys: 'k', says: 'row before', group: 'list', run: () => press('k') },
      { keys: 'Enter', says: 'open the marked row', group: 'list', run: open },
    ],
    [height, onOpen],
  )
  return (
    <div
      class="table"
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={at < 0 ? undefined : `row-${marked}`}
      tabIndex={0}
      ref={scroller}
      style={tracks}
      onKeyDown={event => {
        if (event.key.length > 1 && press(event.key)) event.preventDefault()
      }}
    >
      <div class="head" role="row" aria-rowindex={1}>
        {shown.map(column => (
          <span key={column.name} role="columnheader">
            {column.name}
          </span>
        ))}
      </div>
      <div class="body" role="rowgroup" style={{ height: `${virtual.height}px` }}>
        {virtual.items.map(item => {
          const row = rows[item.index]
          if (row === undefined) return null
          const key = keyOf(row)
          return (
            <div
              key={key}
              id={`row-${key}`}
              role="row"
              aria-rowindex={item.index + 2}
              aria-selected={item.index === at}
              class={`row ${tone?.(row) ?? ''}`}
              style={{ transform: `translateY(${item.start}px)`, height: `${height}px` }}
              onClick={() => {
                set(key)
                onOpen(row)
              }}
            >
              {shown.map(column => (
                <span key={column.name} role="gridcell">
                  {column.cell(row)}
                </span>
              ))}
            </div>
          )
        })}
      </div>
    </div>
  )
}

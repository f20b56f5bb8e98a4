import { elementScroll, observeElementOffset, observeElementRect, Virtualizer, type VirtualItem } from '@tanstack/virtual-core'
import { useEffect, useReducer, useRef } from 'preact/hooks'

export interface Virtual {
  readonly items: readonly VirtualItem[]
  readonly height: number
  readonly show: (index: number) => void
}

/** Which rows of a long list are in sight. @param rowPx the height of every row, in pixels. */
export function useVirtual(count: number, rowPx: number, scroller: () => HTMLElement | null): Virtual {
  const [, draw] = useReducer<number, void>(n => n + 1, 0)
  const options = {
    count,
    getScrollElement: scroller,
    estimateSize: () => rowPx,
    overscan: 8,
    initialRect: { width: 800, height: 600 },
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => draw(),
  }
  const ref = useRef<Virtualizer<HTMLElement, HTMLElement> | null>(null)
  const virtual = (ref.current ??= new Virtualizer<HTMLElement, HTMLElement>(options))
  virtual.setOptions({ ...virtual.options, ...options })
  useEffect(() => virtual._didMount(), [])
  useEffect(() => virtual._willUpdate())
  useEffect(() => virtual.measure(), [rowPx])
  return { items: virtual.getVirtualItems(), height: virtual.getTotalSize(), show: index => virtual.scrollToIndex(index) }
}

import { signal, type Signal } from '@preact/signals'

/** Whether the page is as narrow as a phone. */
export const isNarrow = atMost(720)

/** Whether it has no room for every column of a list. */
export const isSlim = atMost(1_240)

function atMost(width: number): Signal<boolean> {
  const query = matchMedia(`(max-width: ${width}px)`)
  const holds = signal(query.matches)
  query.addEventListener('change', () => (holds.value = query.matches))
  return holds
}

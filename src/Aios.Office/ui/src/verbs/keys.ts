import { computed, signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { matchKeybindingPress, parseKeybinding } from 'tinykeys'
import { letterKeys } from '../data/prefs'

/** A key and what it does; help is written from these, so that it never tells of a key that does nothing. */
export interface Key {
  /** In the words of tinykeys: `g e`, `$mod+k`, `[Shift]+?`. */
  readonly keys: string
  readonly says: string
  readonly group: 'go to' | 'list' | 'page' | 'everywhere'
  readonly run: () => void
}

const layers = signal<readonly (readonly Key[])[]>([])

/** Those that work now; a page's own come before those of the frame. */
export const keyMap = computed(() => {
  const seen = new Set<string>()
  return layers.value
    .toReversed()
    .flat()
    .filter(key => !seen.has(key.keys) && seen.add(key.keys) && (letterKeys.value === 'on' || hasModifier(key.keys)))
})

/** Binds keys while the component is shown. */
export function useKeys(make: () => readonly Key[], inputs: readonly unknown[]): void {
  useEffect(() => {
    const layer = make()
    layers.value = [...layers.value, layer]
    return () => {
      layers.value = layers.value.filter(each => each !== layer)
    }
  }, inputs)
}

/** The second key of two, such as `g e`, follows the first one within so many milliseconds. */
const betweenMs = 1_000
const modifiers = new Set(['Shift', 'Control', 'Alt', 'Meta'])

/** Does what the keys of the window stand for at that moment. A key that is the second of two is nothing else. @returns what unbinds it. */
export function bindKeys(target: Window): () => void {
  let before: KeyboardEvent | null = null
  const hear = (event: KeyboardEvent): void => {
    if (!event.key || modifiers.has(event.key) || isDead(event)) return
    const first = before !== null && event.timeStamp - before.timeStamp < betweenMs ? before : null
    before = null
    const pressed = first === null ? [event] : [first, event]
    const found = keyMap.value.find(({ keys }) => begins(keys, pressed) && parseKeybinding(keys).length === pressed.length)
    if (found === undefined) {
      if (first === null && keyMap.value.some(({ keys }) => begins(keys, pressed))) before = event
      return
    }
    if (event.key === 'Enter' && isControl(event.target)) return
    event.preventDefault()
    found.run()
  }
  target.addEventListener('keydown', hear)
  return () => target.removeEventListener('keydown', hear)
}

const begins = (keys: string, pressed: readonly KeyboardEvent[]): boolean =>
  pressed.every((event, n) => {
    const wanted = parseKeybinding(keys)[n]
    return wanted !== undefined && matchKeybindingPress(event, wanted)
  })

/** As a person reads it: `Ctrl+K`, `g then e`. */
export const shown = (keys: string): string =>
  keys.replace('[Shift]+', '').replace('$mod', 'Ctrl').replace('+k', '+K').split(' ').join(' then ')

const hasModifier = (keys: string): boolean => /\$mod|Control|Alt|Enter|Escape/.test(keys)

// Text fields keep every key, and so do open dialogs; only those with Ctrl or Alt work everywhere.
function isDead(event: KeyboardEvent): boolean {
  if (event.isComposing || event.repeat && event.key !== 'j' && event.key !== 'k') return true
  if (event.ctrlKey || event.metaKey || event.altKey) return false
  return event.target instanceof Element && event.target.closest('input, textarea, select, [contenteditable], dialog') !== null
}

const isControl = (target: EventTarget | null): boolean => target instanceof Element && target.closest('a, button, summary') !== null

import { computed, effect, signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { tinykeys, type KeybindingsMap } from 'tinykeys'
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

/** Keeps the window bound to the live key map. @returns what unbinds it. */
export function bindKeys(target: Window): () => void {
  let unbind = () => {}
  const stop = effect(() => {
    unbind()
    const bound: KeybindingsMap = Object.fromEntries(
      keyMap.value.map(key => [
        key.keys,
        (event: KeyboardEvent) => {
          if (event.key === 'Enter' && isControl(event.target)) return
          event.preventDefault()
          key.run()
        },
      ]),
    )
    unbind = tinykeys(target, bound, { ignore: isDead })
  })
  return () => {
    stop()
    unbind()
  }
}

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

import { effect, signal, type Signal } from '@preact/signals'

/** What this browser remembers; a browser that forbids it forgets at the end of the page. */
export const theme = remembered('aios.theme', 'system', ['system', 'dark', 'light'])
export const motion = remembered('aios.motion', 'system', ['system', 'reduced'])
export const letterKeys = remembered('aios.keys', 'on', ['on', 'off'])

function remembered(name: string, otherwise: string, allowed: readonly string[]): Signal<string> {
  const kept = read(name)
  const value = signal(kept !== null && allowed.includes(kept) ? kept : otherwise)
  effect(() => write(name, value.value))
  return value
}

function read(name: string): string | null {
  try {
    return localStorage.getItem(name)
  } catch {
    return null
  }
}

function write(name: string, value: string): void {
  try {
    localStorage.setItem(name, value)
  } catch {
    // Private windows have no room to remember in.
  }
}

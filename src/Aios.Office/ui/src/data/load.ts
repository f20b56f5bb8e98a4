import { signal, type Signal } from '@preact/signals'
import { useEffect, useMemo } from 'preact/hooks'
import { asProblem, type Problem } from './problem'

/** Something asked for by HTTP. After a failure the last value stays, with the problem beside it. */
export interface Loaded<T> {
  readonly value: T | null
  readonly problem: Problem | null
  readonly isLoading: boolean
  /** Milliseconds since the Unix epoch, by this machine's clock; when `value` came. */
  readonly at: number
}

export interface Load<T> {
  readonly state: Signal<Loaded<T>>
  /** Asks again; while an answer is still under way, once more after it. */
  readonly again: () => void
}

/** @param key what is asked for; another key drops the value. */
export function useLoad<T>(key: string, ask: (signal: AbortSignal) => Promise<T>): Load<T> {
  const load = useMemo(() => make(ask), [key])
  useEffect(() => {
    load.again()
    return load.end
  }, [load])
  return load
}

export function make<T>(ask: (signal: AbortSignal) => Promise<T>): Load<T> & { readonly end: () => void } {
  const state = signal<Loaded<T>>({ value: null, problem: null, isLoading: true, at: 0 })
  const abort = new AbortController()
  let isAsking = false
  let isWanted = false

  async function again(): Promise<void> {
    isWanted = true
    if (isAsking) return
    isAsking = true
    while (isWanted && !abort.signal.aborted) {
      isWanted = false
      state.value = { ...state.value, isLoading: true }
      try {
        const value = await ask(abort.signal)
        if (!abort.signal.aborted) state.value = { value, problem: null, isLoading: false, at: Date.now() }
      } catch (error) {
        if (!abort.signal.aborted) state.value = { ...state.value, problem: asProblem(error), isLoading: false }
      }
    }
    isAsking = false
  }

  return { state, again: () => void again(), end: () => abort.abort() }
}

import { signal, type Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { browser, onReturn } from '../wire/browser'
import { Connection, type Link } from '../wire/connection'
import type { Subscription } from '../wire/frames'
import { nothing, type View } from '../wire/view'

export interface Topic {
  readonly view: View
  /** Why the node does not tell it; null: it does. */
  readonly refused: string | null
}

interface Shared {
  readonly state: Signal<Topic>
  viewers: number
}

export const link = signal<Link>({ phase: 'connecting' })
export const liveRole = signal('')

const topics = new Map<string, Shared>()
const connection = new Connection(browser, {
  view: (id, view) => set(id, { view, refused: null }),
  refused: (id, reason) => set(id, { view: nothing, refused: reason }),
  link: value => (link.value = value),
  role: value => (liveRole.value = value),
})

/** Called once, after the login. */
export function goLive(): void {
  onReturn(() => connection.wake())
  connection.wake()
}

export const reconnect = (): void => connection.wake()

/** How often what the node does not push is asked for again, in milliseconds. */
export const restMs = 5_000

/** Asks again while the page is looked at and nothing is pushed. */
export function useAsking(again: () => void): void {
  useEffect(() => {
    const timer = setInterval(() => {
      if (!document.hidden && link.value.phase !== 'live') again()
    }, restMs)
    return () => clearInterval(timer)
  }, [again])
}

/** What the node tells of a topic while the page is shown; pages that ask for the same share it. */
export function useTopic(topic: string, filter = '', minSev = ''): Signal<Topic> {
  const id = [topic, filter, minSev].join('|')
  const shared = share(id)
  useEffect(() => {
    const mine = share(id)
    if (mine.viewers++ === 0) connection.subscribe(subscription(id, topic, filter, minSev))
    return () => {
      if (--mine.viewers > 0) return
      topics.delete(id)
      connection.unsubscribe(id)
    }
  }, [id])
  return shared.state
}

function share(id: string): Shared {
  const known = topics.get(id)
  if (known) return known
  const made: Shared = { state: signal<Topic>({ view: nothing, refused: null }), viewers: 0 }
  topics.set(id, made)
  return made
}

const subscription = (id: string, topic: string, filter: string, minSev: string): Subscription => ({
  id,
  topic,
  ...(filter !== '' && { filter }),
  ...(minSev !== '' && { minSev }),
})

function set(id: string, topic: Topic): void {
  const shared = topics.get(id)
  if (shared) shared.state.value = topic
}

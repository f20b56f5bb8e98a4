import { signal, type Signal } from '@preact/signals'
import { useEffect } from 'preact/hooks'
import { browser, onReturn } from '../wire/browser'
import { Connection, type Link } from '../wire/connection'
import type { Row, Subscription } from '../wire/frames'
import { nothing, type View } from '../wire/view'
import { look } from './session'

export interface Topic {
  readonly view: View
  /** Why the node does not tell it; null: it does. */
  readonly refused: string | null
  /** Milliseconds since the Unix epoch, by this machine's clock; when it was told last. */
  readonly at: number
}

interface Shared {
  readonly state: Signal<Topic>
  viewers: number
}

export const link = signal<Link>({ phase: 'connecting' })
export const liveRole = signal('')

export const isSlow = signal(false)

const topics = new Map<string, Shared>()
const connection = new Connection(browser, {
  view: (id, view) => set(id, { view, refused: null, at: Date.now() }),
  refused: (id, reason) => set(id, { view: nothing, refused: reason, at: 0 }),
  link(value) {
    link.value = value
    // Who is out has to log in; the page says how.
    if (value.phase === 'waiting' && value.reason === 'role changed') void look()
  },
  role: value => (liveRole.value = value),
  slow: value => (isSlow.value = value),
})

/** Called with each login. @returns what ends it. */
export function goLive(): () => void {
  const end = onReturn(() => connection.wake())
  connection.wake()
  return () => {
    end()
    connection.close()
  }
}

export const reconnect = (): void => connection.wake()

/** How often what the node does not push is asked for again, in milliseconds. */
export const restMs = 5_000

/** Whether what is told of the topic is all there is, now. */
export const isCurrent = (topic: Topic): boolean => topic.view.isWhole && link.value.phase === 'live'

/** The rows that are told, as long as what was asked for is not newer. @param askedAt when that came, as `Loaded` has it. */
export const told = (topic: Topic, askedAt: number): ReadonlyMap<string, Row> =>
  isCurrent(topic) || askedAt <= topic.at ? topic.view.rows : nothing.rows

/** Asks again every few seconds while the page is looked at and the topic is not told. */
export function usePolling(topic: Topic, again: () => void): void {
  const isTold = isCurrent(topic)
  useEffect(() => {
    if (isTold) return
    const timer = setInterval(() => {
      if (!document.hidden) again()
    }, restMs)
    return () => clearInterval(timer)
  }, [isTold, again])
}

/** Asks again with every snapshot: what happened between the question and the first frame, or while frames were lost, stands only on record. */
export function useSnapshots(topic: Topic, again: () => void): void {
  useEffect(() => {
    if (topic.view.taken > 0) again()
  }, [topic.view.taken, again])
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
  const made: Shared = { state: signal<Topic>({ view: nothing, refused: null, at: 0 }), viewers: 0 }
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

import { backoff } from './backoff'
import { parse, type Hello, type ServerFrame, type Subscription } from './frames'
import { apply, hear, nothing, take, type View } from './view'

export type Link =
  | { readonly phase: 'connecting' | 'live' | 'stale' | 'closed' }
  | { readonly phase: 'waiting'; readonly attempt: number; readonly retryAt: number; readonly reason: string; readonly wasLive: boolean }

/** What of the browser the connection needs; the tests bring their own. */
export interface Surroundings {
  open(): Pick<WebSocket, 'send' | 'close'> & { onopen: unknown; onmessage: unknown; onclose: unknown }
  now(): number
  random(): number
  /** Whether somebody sees the page. */
  isSeen(): boolean
  after(ms: number, what: () => void): () => void
}

export interface Listener {
  view(id: string, view: View): void
  refused(id: string, reason: string): void
  link(link: Link): void
  role(role: string): void
  /** Whether the node sends less, because this page did not keep up. */
  slow(isSlow: boolean): void
}

/** Rows that a tail keeps. */
const mostEvents = 2_000
const quietBeats = 2

/** One socket for the page. Every hello names all subscriptions, in place of those before. */
export class Connection {
  readonly #subs = new Map<string, Subscription>()
  readonly #views = new Map<string, View>()
  readonly #streams = new Map<string, string>()
  #early: ServerFrame[] = []
  #socket: ReturnType<Surroundings['open']> | null = null
  #isOpen = false
  #attempt = 0
  #beatMs = 5_000
  #retryAfter = 0
  #reason = ''
  #cancelRetry = () => {}
  #cancelStale = () => {}
  #isAsking = false
  #isStale = false
  #wasLive = false

  constructor(
    private readonly around: Surroundings,
    private readonly listener: Listener,
  ) {}

  /** Adds a subscription, or replaces the one of the same id. */
  subscribe(sub: Subscription): void {
    this.#subs.set(sub.id, sub)
    this.#forget(sub.id)
    this.#ask()
  }

  unsubscribe(id: string): void {
    if (!this.#subs.delete(id)) return
    this.#forget(id)
    this.#ask()
  }

  /** Connects if there is no connection; without waiting, however many attempts failed. */
  wake(): void {
    if (this.#socket !== null) return
    this.#cancelRetry()
    this.#connect()
  }

  close(): void {
    this.#cancelRetry()
    this.#cancelStale()
    const socket = this.#socket
    this.#socket = null
    socket?.close()
    this.listener.link({ phase: 'closed' })
  }

  #connect(): void {
    this.listener.link({ phase: 'connecting' })
    const socket = this.around.open()
    this.#socket = socket
    this.#isOpen = false
    socket.onopen = () => {
      if (this.#socket !== socket) return
      this.#isOpen = true
      this.#hello()
    }
    socket.onmessage = (message: { data: unknown }) => {
      const frame = typeof message.data === 'string' ? parse(message.data) : null
      if (frame !== null && this.#socket === socket) this.#hear(frame)
    }
    socket.onclose = () => {
      if (this.#socket === socket) this.#lost()
    }
  }

  #lost(): void {
    this.#socket = null
    this.#isOpen = false
    this.#isStale = false
    this.#cancelStale()
    const ms = Math.max(this.#retryAfter, backoff(this.#attempt++, this.around.random(), this.around.isSeen()))
    this.#retryAfter = 0
    this.listener.link({ phase: 'waiting', attempt: this.#attempt, retryAt: this.around.now() + ms, reason: this.#reason, wasLive: this.#wasLive })
    this.#cancelRetry = this.around.after(ms, () => this.#connect())
  }

  // Several changes of one turn become one hello.
  #ask(): void {
    if (this.#isAsking || !this.#isOpen) return
    this.#isAsking = true
    queueMicrotask(() => {
      this.#isAsking = false
      if (this.#isOpen) this.#hello()
    })
  }

  #hello(): void {
    this.#early = []
    const subs = [...this.#subs.values()].map(sub => {
      const [stream, view] = [this.#streams.get(sub.id), this.#views.get(sub.id)]
      return stream !== undefined && view?.isWhole ? { ...sub, resume: { stream, epoch: view.boot, seq: view.seq } } : sub
    })
    const hello: Hello = { kind: 'hello', v: 'aios.ui/1', subs }
    this.#socket?.send(JSON.stringify(hello))
  }

  #hear(frame: ServerFrame): void {
    if (frame.kind === 'ready') {
      this.#attempt = 0
      this.#wasLive = true
      this.#reason = ''
      this.#beatMs = frame.beatMs
      this.listener.role(frame.role)
      this.listener.link({ phase: 'live' })
      this.listener.slow(frame.subs.some(sub => sub.slow === true))
      for (const sub of frame.subs) {
        if (!this.#subs.has(sub.id)) continue
        if (sub.stream !== undefined) this.#streams.set(sub.id, sub.stream)
        else {
          this.#forget(sub.id)
          this.listener.refused(sub.id, sub.refused ?? 'refused')
        }
      }
      for (const early of this.#early.splice(0)) this.#take(early)
    } else if (frame.kind !== 'bye') this.#take(frame)
    if (frame.kind !== 'bye') this.#quiet()
    else {
      this.#retryAfter = frame.retryAfterMs
      this.#reason = frame.reason
      const socket = this.#socket
      this.#lost()
      socket?.close()
    }
  }

  #take(frame: ServerFrame): void {
    let isKnown = false
    let hasGap = false
    for (const [id, stream] of this.#streams) {
      const before = this.#views.get(id) ?? nothing
      const after = next(before, stream, frame, this.#subs.get(id)?.topic === 'events' ? mostEvents : Infinity)
      isKnown ||= 'stream' in frame && frame.stream === stream
      hasGap ||= before.isWhole && !after.isWhole
      if (after === before) continue
      this.#views.set(id, after)
      this.listener.view(id, after)
    }
    // A snapshot may overtake the ready that names its stream.
    if (!isKnown && 'stream' in frame && this.#early.length < 64) this.#early.push(frame)
    if (hasGap) this.#ask()
  }

  #quiet(): void {
    this.#cancelStale()
    if (this.#isStale) this.listener.link({ phase: 'live' })
    this.#isStale = false
    this.#cancelStale = this.around.after(this.#beatMs * quietBeats, () => {
      this.#isStale = true
      this.listener.link({ phase: 'stale' })
    })
  }

  #forget(id: string): void {
    this.#views.delete(id)
    this.#streams.delete(id)
  }
}

function next(view: View, stream: string, frame: ServerFrame, most: number): View {
  switch (frame.kind) {
    case 'snapshot':
      return frame.stream === stream ? take(frame, view) : view
    case 'delta':
      return frame.stream === stream ? apply(view, frame, most) : view
    case 'beat':
      return hear(view, stream, frame)
    default:
      return view
  }
}

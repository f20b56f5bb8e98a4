import { describe, expect, it } from 'vitest'
import { backoff } from '../../src/wire/backoff'
import { Connection, type Link, type Surroundings } from '../../src/wire/connection'
import type { Hello } from '../../src/wire/frames'
import type { View } from '../../src/wire/view'

class Socket {
  onopen: unknown
  onmessage: unknown
  onclose: unknown
  readonly sent: Hello[] = []
  send(text: string) {
    this.sent.push(JSON.parse(text) as Hello)
  }
  close() {}
  opens() {
    ;(this.onopen as () => void)()
  }
  closes() {
    ;(this.onclose as () => void)()
  }
  says(frame: unknown) {
    ;(this.onmessage as (m: { data: string }) => void)({ data: JSON.stringify(frame) })
  }
}

function scene() {
  const sockets: Socket[] = []
  const timers = new Set<{ ms: number; what: () => void }>()
  const views = new Map<string, View>()
  const links: Link[] = []
  const refused: string[] = []
  const slow: boolean[] = []
  const around: Surroundings = {
    open() {
      sockets.push(new Socket())
      return sockets.at(-1)!
    },
    now: () => 1_000,
    random: () => 1,
    isSeen: () => true,
    after(ms, what) {
      const timer = { ms, what }
      timers.add(timer)
      return () => timers.delete(timer)
    },
  }
  const connection = new Connection(around, {
    view: (id, view) => views.set(id, view),
    refused: (id, reason) => refused.push(`${id}: ${reason}`),
    link: link => links.push(link),
    role: () => {},
    slow: isSlow => slow.push(isSlow),
  })
  connection.subscribe({ id: 'r', topic: 'runs' })
  connection.wake()
  const live = () => {
    sockets.at(-1)!.opens()
    sockets.at(-1)!.says({ kind: 'ready', boot: 'b', beatMs: 100, role: 'viewer', subs: [{ id: 'r', stream: 's' }] })
  }
  const fire = (ms: number) => {
    for (const timer of [...timers]) if (timer.ms === ms && timers.delete(timer)) timer.what()
  }
  return { connection, sockets, timers, views, links, refused, slow, live, fire }
}

const snapshot = { kind: 'snapshot', stream: 's', boot: 'b', seq: 4, at: 't', rows: { one: { phase: 'running' } } }
const delta = { kind: 'delta', stream: 's', from: 4, seq: 5, at: 't', n: 1, d: [['one', 'phase', 'verified']], gone: [] }

describe('a connection', () => {
  it('says hello, takes the snapshot and follows', () => {
    const { sockets, views, live, links } = scene()
    live()
    expect(sockets[0]!.sent[0]).toEqual({ kind: 'hello', v: 'aios.ui/1', subs: [{ id: 'r', topic: 'runs' }] })
    sockets[0]!.says(snapshot)
    sockets[0]!.says(delta)
    expect(views.get('r')!.rows.get('one')).toEqual({ phase: 'verified' })
    expect(links.at(-1)).toEqual({ phase: 'live' })
  })

  it('takes a snapshot that overtakes the ready', () => {
    const { sockets, views } = scene()
    sockets[0]!.opens()
    sockets[0]!.says(snapshot)
    expect(views.has('r')).toBe(false)
    sockets[0]!.says({ kind: 'ready', boot: 'b', beatMs: 100, role: 'viewer', subs: [{ id: 'r', stream: 's' }] })
    expect(views.get('r')!.seq).toBe(4)
  })

  it('asks again after a gap, without the resume that would leave it', async () => {
    const { sockets, views, live } = scene()
    live()
    sockets[0]!.says(snapshot)
    sockets[0]!.says({ ...delta, from: 5, seq: 6 })
    expect(views.get('r')!.isWhole).toBe(false)
    await Promise.resolve()
    expect(sockets[0]!.sent[1]!.subs).toEqual([{ id: 'r', topic: 'runs' }])
    sockets[0]!.says({ ...snapshot, seq: 6 })
    expect(views.get('r')!.isWhole).toBe(true)
  })

  it('resumes what it knows after a loss', () => {
    const { sockets, live, fire } = scene()
    live()
    sockets[0]!.says(snapshot)
    sockets[0]!.closes()
    fire(250)
    sockets[1]!.opens()
    expect(sockets[1]!.sent[0]!.subs[0]!.resume).toEqual({ stream: 's', epoch: 'b', seq: 4 })
  })

  it('waits longer each time, and not at all when somebody looks again', () => {
    const { connection, sockets, links, fire } = scene()
    sockets[0]!.closes()
    expect(links.at(-1)).toMatchObject({ phase: 'waiting', attempt: 1, retryAt: 1_250 })
    fire(250)
    sockets[1]!.closes()
    expect(links.at(-1)).toMatchObject({ phase: 'waiting', attempt: 2, retryAt: 1_425 })
    connection.wake()
    expect(sockets).toHaveLength(3)
    connection.wake()
    expect(sockets).toHaveLength(3)
  })

  it('is stale after two beats without a word, and live again with the next', () => {
    const { sockets, links, live, fire } = scene()
    live()
    fire(200)
    expect(links.at(-1)).toEqual({ phase: 'stale' })
    sockets[0]!.says({ kind: 'beat', boot: 'b', at: 't', seqs: {} })
    expect(links.at(-1)).toEqual({ phase: 'live' })
  })

  it('keeps away as long as a bye asks for', () => {
    const { sockets, links, live } = scene()
    live()
    sockets[0]!.says({ kind: 'bye', reason: 'shutdown', retryAfterMs: 3_000 })
    expect(links.at(-1)).toMatchObject({ phase: 'waiting', retryAt: 4_000, reason: 'shutdown' })
  })

  it('tells which subscription is refused, and why', () => {
    const { sockets, refused } = scene()
    sockets[0]!.opens()
    sockets[0]!.says({ kind: 'ready', boot: 'b', beatMs: 100, role: 'source', subs: [{ id: 'r', refused: 'role' }] })
    expect(refused).toEqual(['r: role'])
  })

  it('trusts nothing of what the node cannot tell any more, and takes it up again with the next snapshot', async () => {
    const { connection, sockets, views, refused, live } = scene()
    live()
    sockets[0]!.says(snapshot)
    sockets[0]!.says({ kind: 'ready', boot: 'b', beatMs: 100, role: 'viewer', subs: [{ id: 'r', refused: 'no answer' }] })
    expect(refused).toEqual(['r: no answer'])
    connection.subscribe({ id: 'other', topic: 'events' })
    await Promise.resolve()
    expect(sockets[0]!.sent[1]!.subs[0]).toEqual({ id: 'r', topic: 'runs' })
    live()
    sockets[0]!.says({ ...snapshot, seq: 9 })
    expect(views.get('r')).toMatchObject({ seq: 9, isWhole: true })
  })

  it('follows to a slower stream, and says so', () => {
    const { sockets, views, slow, live } = scene()
    live()
    sockets[0]!.says(snapshot)
    sockets[0]!.says({ kind: 'ready', boot: 'b', beatMs: 100, role: 'viewer', subs: [{ id: 'r', stream: 'slow-s', slow: true }] })
    sockets[0]!.says({ ...snapshot, stream: 'slow-s', seq: 0 })
    sockets[0]!.says({ ...delta, stream: 'slow-s', from: 0, seq: 1 })
    expect(views.get('r')).toMatchObject({ seq: 1, isWhole: true, taken: 2 })
    expect(slow).toEqual([false, true])
  })
})

describe('the wait before an attempt', () => {
  it('starts at 250 ms, grows by 1.7 and ends at 15 s, or at 1.5 s while somebody looks', () => {
    expect([0, 1, 2].map(n => backoff(n, 1, true))).toEqual([250, 425, 722])
    expect(backoff(0, 0, false)).toBe(125)
    expect([backoff(1_000, 1, false), backoff(1_000, 1, true)]).toEqual([15_000, 1_500])
  })
})

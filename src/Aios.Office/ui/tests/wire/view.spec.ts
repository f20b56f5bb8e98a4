import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readFileSync } from 'node:fs'
import { parse, type Beat, type Change, type Delta, type Row, type Snapshot } from '../../src/wire/frames'
import { apply, change, hear, nothing, take } from '../../src/wire/view'

// The files that the node's own specs are held to.
const golden = (kind: string): Record<string, unknown> =>
  JSON.parse(readFileSync(`../../../tests/Aios.Office.Tests/Live/Golden/${kind}.json`, 'utf8')) as Record<string, unknown>

const keys = fc.constantFrom('a', 'b', 'c', 'd')
const changes = fc.array(fc.tuple(keys, fc.constantFrom('x', 'y'), fc.integer({ min: 0, max: 9 })))
const deltas = fc.array(fc.record({ d: changes, gone: fc.uniqueArray(keys) }), { maxLength: 12 })
const whole = take({ kind: 'snapshot', stream: 's', boot: 'b', seq: 0, at: 't0', rows: { a: { x: 1 } } })

const numbered = (all: readonly { d: readonly Change[]; gone: readonly string[] }[]): Delta[] =>
  all.map((each, n) => ({ kind: 'delta', stream: 's', from: n, seq: n + 1, at: `t${n + 1}`, ...each }))
const plain = (rows: ReadonlyMap<string, Row>) => Object.fromEntries([...rows].sort(([a], [b]) => (a < b ? -1 : 1)))

describe('a view', () => {
  it('follows every delta and gives the same rows however often each one comes', () => {
    fc.assert(
      fc.property(deltas, fc.integer({ min: 1, max: 3 }), (all, times) => {
        const once = numbered(all).reduce((view, delta) => apply(view, delta), whole)
        const often = numbered(all).reduce((view, delta) => Array.from({ length: times }).reduce<typeof view>(v => apply(v, delta), view), whole)
        expect(plain(often.rows)).toEqual(plain(once.rows))
        expect(often.seq).toBe(all.length)
      }),
    )
  })

  it('is the same when everything seen is sent again, as a resume does', () => {
    fc.assert(
      fc.property(deltas, all => {
        const seen = numbered(all).reduce((view, delta) => apply(view, delta), whole)
        expect(numbered(all).reduce((view, delta) => apply(view, delta), seen)).toEqual(seen)
      }),
    )
  })

  it('never goes on over a gap, and keeps its last values until the next snapshot', () => {
    fc.assert(
      fc.property(deltas.filter(all => all.length > 2), fc.nat(), (all, at) => {
        const numberedAll = numbered(all)
        const lost = at % (numberedAll.length - 1)
        const before = numberedAll.slice(0, lost).reduce((view, delta) => apply(view, delta), whole)
        const after = numberedAll.filter((_, n) => n !== lost).reduce((view, delta) => apply(view, delta), whole)
        expect(after.isWhole).toBe(false)
        expect(after.rows).toEqual(before.rows)
      }),
    )
  })

  it('does not care about the order of changes to different fields', () => {
    fc.assert(
      fc.property(changes, d => {
        const last = new Map(d.map(each => [`${each[0]}.${each[1]}`, each]))
        const [forward, backward] = [[...last.values()], [...last.values()].reverse()]
        const start = new Map<string, Row>()
        expect(plain(change(start, { d: forward, gone: [] }))).toEqual(plain(change(start, { d: backward, gone: [] })))
      }),
    )
  })

  it('takes rows that are new as a whole, and counts its snapshots', () => {
    const delta = { kind: 'delta', stream: 's', from: 0, seq: 1, at: 't1', rows: { b: { x: 2 } }, d: [['a', 'x', null]], gone: [] } as const
    expect(plain(apply(whole, delta).rows)).toEqual({ a: { x: null }, b: { x: 2 } })
    expect([whole.taken, apply(whole, delta).taken, take({ ...golden('snapshot'), kind: 'snapshot' } as Snapshot, whole).taken]).toEqual([1, 1, 2])
  })

  it('reads the frames that the node promises', () => {
    const start = take(parse(JSON.stringify(golden('snapshot'))) as Snapshot)
    const after = apply(start, parse(JSON.stringify(golden('delta'))) as Delta)
    expect(plain(after.rows)).toEqual({
      'disk-cleanup-1': { id: 'disk-cleanup-1', phase: 'verifying', attempt: 1, over: false, step: null },
      'disk-cleanup-3': { id: 'disk-cleanup-3', phase: 'planned', attempt: 0, over: false },
    })
    expect(hear(after, 'runs.1', parse(JSON.stringify(golden('beat'))) as Beat)).toBe(after)
    for (const kind of ['ready', 'snapshot', 'delta', 'beat', 'bye']) expect(parse(JSON.stringify(golden(kind)))).toMatchObject({ kind })
  })

  it('keeps the newest rows of a tail', () => {
    const d: Change[] = Array.from({ length: 10 }, (_, n) => [`k${n}`, 'x', n])
    expect([...change(new Map(), { d, gone: [] }, 3).keys()]).toEqual(['k7', 'k8', 'k9'])
  })

  it('hears from a beat that it missed something or that the node started again', () => {
    const beat = { kind: 'beat', boot: 'b', at: 't', seqs: { s: 0 } } as const
    expect(hear(whole, 's', beat)).toBe(whole)
    expect(hear(whole, 's', { ...beat, seqs: { s: 1 } }).isWhole).toBe(false)
    expect(hear(whole, 's', { ...beat, boot: 'other' }).isWhole).toBe(false)
    expect(hear(nothing, 's', beat)).toBe(nothing)
  })
})

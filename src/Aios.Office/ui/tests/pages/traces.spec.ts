import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tracesOf } from '../../src/pages/traces/Traces'
import { byTime, effectsOf, gapMs, knotsOf, layersOf, momentsOf, pathOf } from '../../src/pages/traces/tree'

// a → b → (c, d), d → e; f comes from outside.
const row = (id: string, cause_id: string | null, at: number) => ({ id, cause_id, at, seq: at, type: 'x' })
const rows = [row('a', null, 0), row('b', 'a', 10), row('c', 'b', 20), row('d', 'b', 30), row('e', 'd', 40_000), row('f', 'elsewhere', 15)]
const knots = knotsOf(rows)

// Each event's cause is one before it, or none.
const traces = fc.array(fc.nat(), { maxLength: 60 }).map(causes => causes.map((cause, n) => row(`e${n}`, n === 0 || cause % 4 === 0 ? null : `e${cause % n}`, n * 7)))

describe('a trace', () => {
  it('knows causes only as far as it has them', () => {
    expect(knots.map(knot => [knot.id, knot.cause, knot.depth])).toEqual([['a', null, 0], ['b', 'a', 1], ['c', 'b', 2], ['d', 'b', 2], ['e', 'd', 3], ['f', null, 0]])
    expect(effectsOf(knots, 'b').map(knot => knot.id)).toEqual(['c', 'd'])
  })

  it('focused on an event shows what led to it and all that came of it, and nothing beside', () => {
    expect([...pathOf(knots, 'd')].sort()).toEqual(['a', 'b', 'd', 'e'])
    expect([...pathOf(knots, 'a')].sort()).toEqual(['a', 'b', 'c', 'd', 'e'])
    expect(pathOf(knots, 'unknown').size).toBe(0)
  })

  it('is drawn with each effect right of its cause and no two events in one place', () => {
    fc.assert(
      fc.property(traces, trace => {
        const all = knotsOf(trace)
        const { placed, columns, lines } = layersOf(all)
        expect(placed.length).toBe(all.length)
        expect(new Set(placed.map(each => `${each.column} ${each.line}`)).size).toBe(all.length)
        const column = new Map(placed.map(each => [each.knot.id, each.column]))
        for (const { knot, column: own, line } of placed) {
          expect(own).toBe(knot.cause === null ? 0 : column.get(knot.cause)! + 1)
          expect(own < columns && line < lines).toBe(true)
        }
      }),
    )
  })

  it('stands in time with its gaps cut, first event left, last one right', () => {
    const moments = momentsOf(knots)
    expect(moments.map(each => each.knot.id)).toEqual(['a', 'b', 'f', 'c', 'd', 'e'])
    expect(moments.map(each => each.afterMs)).toEqual([null, 10, 5, 5, 10, 39_970])
    expect([moments[0]!.share, moments.at(-1)!.share]).toEqual([0, 1])
    expect(moments[4]!.share).toBeCloseTo(30 / (30 + gapMs))
    expect(byTime(knotsOf([row('z', null, 5), { ...row('y', null, 5), seq: 1 }])).map(knot => knot.id)).toEqual(['y', 'z'])
  })

  it('is found once for all its repairs, by the newest of them', () => {
    const run = (id: string, trace_id: string | null) => ({ id, trace_id })
    expect(tracesOf([run('r3', 't1'), run('r2', 't2'), run('r1', 't1'), run('r0', null)])).toEqual([
      { id: 'r3', trace_id: 't1', count: 2 },
      { id: 'r2', trace_id: 't2', count: 1 },
    ])
  })
})

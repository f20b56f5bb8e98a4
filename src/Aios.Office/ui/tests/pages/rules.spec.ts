import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { costOf } from '../../src/pages/health/cost'
import { depths, remember } from '../../src/pages/overview/depths'
import { beatsOf, depthsOf } from '../../src/pages/overview/history'
import { rangeOf, ranges } from '../../src/pages/overview/range'
import { wilson } from '../../src/pages/playbooks/wilson'
import { argumentsOf, empty } from '../../src/pages/queue/sieve'
import { summary } from '../../src/parts/series'

describe('the success of a playbook', () => {
  it('is a range that holds the share, and narrows with more runs', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 500 }), fc.nat(500), (all, some) => {
        const found = wilson(Math.min(some, all), all)!
        expect(found.low).toBeLessThanOrEqual(found.share + 1e-9)
        expect(found.high).toBeGreaterThanOrEqual(found.share - 1e-9)
        expect(found.low >= 0 && found.high <= 1).toBe(true)
        const more = wilson(10 * Math.min(some, all), 10 * all)!
        expect(more.high - more.low).toBeLessThan(found.high - found.low)
      }),
    )
  })

  it('is as in the tables: 3 of 3 and 81 of 263', () => {
    expect(wilson(3, 3)!.low).toBeCloseTo(0.4385, 4)
    const newcombe = wilson(81, 263)!
    expect([newcombe.low, newcombe.high].map(each => each.toFixed(4))).toEqual(['0.2553', '0.3662'])
  })

  it('is not known without a run', () => expect(wilson(0, 0)).toBeNull())
})

describe('the sieve of the queue', () => {
  it('says all only when nothing else is said', () => {
    expect(argumentsOf(empty)).toEqual({ all: true })
    expect(argumentsOf({ ...empty, source: '  ' })).toEqual({ all: true })
    expect(argumentsOf({ type: ' app.* ', priority: 'P1', source: '', olderThan: '5m' })).toEqual({ type: 'app.*', priority: 'P1', 'older-than': '5m' })
  })
})

describe('the charts', () => {
  it('show one of the ranges, an hour for anything else', () => {
    expect(ranges.map(each => rangeOf(each.value))).toEqual(ranges)
    expect(rangeOf('99y').value).toBe('1h')
  })

  it('keep looks at the queue, and know nothing between two that are far apart', () => {
    remember(undefined, 0)
    remember({ lanes: [{ depth: 1 }, { depth: 2 }, { depth: 0 }, { depth: 0 }] }, 1_000)
    remember({ lanes: [{ depth: 3 }, { depth: 0 }, { depth: 0 }, { depth: 0 }] }, 6_000)
    remember({ lanes: [{ depth: 4 }, { depth: 0 }, { depth: 0 }, { depth: 0 }] }, 60_000)
    const drawn = depthsOf(depths.value)
    expect(drawn.times).toEqual([1, 6, 7, 60])
    expect(drawn.values[0]).toEqual([1, 3, null, 4])
    expect(drawn.values[1]).toEqual([2, 0, null, 0])
  })

  it('leave out spans without a beat', () => {
    const drawn = beatsOf([{ at: '1970-01-01T00:00:10Z', beats: 0 }, { at: '1970-01-01T00:00:20Z', beats: 9, p50_ms: 0.1, p99_ms: 0.4 }])
    expect(drawn).toEqual({ times: [10, 20], values: [[null, 0.1], [null, 0.4]] })
    expect(summary('beats', ['p50', 'p99'], drawn, ' ms')).toBe('beats: p50 least 0.1 ms, most 0.1 ms, last 0.1 ms; p99 least 0.4 ms, most 0.4 ms, last 0.4 ms')
    expect(summary('beats', ['p50'], { times: [], values: [[]] })).toBe('beats: p50 not known yet')
  })
})

describe('what the office costs', () => {
  it('counts its files, not its questions', () => {
    const file = (name: string, encodedBodySize: number) => ({ name: `http://127.0.0.1:1${name}`, encodedBodySize })
    expect(costOf([file('/', 400), file('/assets/office.js', 68_000), file('/api/v1/status', 900)], 12)).toEqual({ files: 2, bytes: 68_400, elements: 12 })
  })
})

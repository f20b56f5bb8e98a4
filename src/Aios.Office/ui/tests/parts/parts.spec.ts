import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newestFirst } from '../../src/pages/events/tail'
import { conditionOf } from '../../src/pages/events/query'
import { absolute, duration, relative } from '../../src/parts/duration'
import { moved } from '../../src/parts/move'
import { look } from '../../src/parts/words'

describe('times', () => {
  it('are told in two units at most', () => {
    expect([-5, 0, 999, 1_000, 61_000, 3_600_000, 90_061_000].map(duration)).toEqual(['0 ms', '0 ms', '999 ms', '1 s', '1 min 1 s', '1 h', '1 d 1 h'])
  })

  it('are told from now, before and after', () => {
    expect([relative(0, 120_000), relative(7_200_000, 0), relative(1_000, 0)]).toEqual(['2 min ago', 'in 2 h', 'now'])
  })

  it('have a date unless it is today', () => {
    const at = new Date(2026, 0, 2, 3, 4, 5).getTime()
    expect(absolute(at, at + 1_000)).toBe('03:04:05')
    expect(absolute(at, at + 86_400_000)).toBe('2026-01-02 03:04:05')
  })
})

describe('the mark of a list', () => {
  const keys = fc.constantFrom('j', 'k', 'ArrowDown', 'ArrowUp', 'PageDown', 'PageUp', 'Home', 'End')

  it('never leaves it, whatever the keys', () => {
    fc.assert(
      fc.property(fc.array(keys), fc.integer({ min: 1, max: 50 }), fc.nat(20), (pressed, count, page) => {
        const at = pressed.reduce((place, key) => moved(key, place, count, page) ?? place, -1)
        expect(at).toBeGreaterThanOrEqual(-1)
        expect(at).toBeLessThan(count)
      }),
    )
  })

  it('goes to the ends, and nowhere in an empty list or by another key', () => {
    expect([moved('End', 2, 9, 5), moved('Home', 2, 9, 5), moved('PageDown', 2, 9, 5)]).toEqual([8, 0, 6])
    expect([moved('j', -1, 0, 5), moved('x', 2, 9, 5)]).toEqual([null, null])
  })
})

describe('words and events', () => {
  it('never guess at a state that is not known', () => {
    expect(look('verified')).toEqual({ tone: 'ok', glyph: '●' })
    expect(look('brand-new')).toEqual({ tone: 'dim', glyph: '?' })
  })

  it('ask in the node\'s language', () => {
    expect(conditionOf('', '')).toBe('')
    expect(conditionOf(' a || b ', 'warn')).toBe('(a || b) && severity >= warn')
    expect(conditionOf('', 'error')).toBe('severity >= error')
  })

  it('show each event once, the newest first', () => {
    expect(newestFirst([{ seq: 1 }, { seq: 3 }, { seq: 1 }, { seq: 2 }]).map(event => event['seq'])).toEqual([3, 2, 1])
  })
})

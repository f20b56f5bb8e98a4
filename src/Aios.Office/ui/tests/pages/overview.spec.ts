import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Row } from '../../src/wire/frames'
import { factsOf, type Facts } from '../../src/pages/overview/facts'
import { pointsOf } from '../../src/pages/overview/history'
import { newestFirst } from '../../src/pages/overview/sources'
import { verdictOf } from '../../src/pages/overview/verdict'

const well: Facts = factsOf({
  status: { score: 0.9, level: 'healthy', frozen: [], trouble: [] },
  heartbeat: { p50_ms: 0.1, p99_ms: 0.2 },
  queue: { standing: 'running', running: [], max_concurrent: 5, lanes: [] },
  score: { parts: [] },
  incidents: [],
  approvals: [],
  runs: [],
  playbooks: [{ verified: 2, failed: 1 }],
})
const some = (row: Row) => [row]

describe('the verdict', () => {
  it('is well only when everything is known, current and well', () => {
    expect(verdictOf(well, true)).toMatchObject({ tone: 'ok', says: 'All is well' })
    const worse: Partial<Facts>[] = [
      { score: null },
      { level: 'degraded' },
      { level: 'critical' },
      { frozen: null },
      { frozen: ['all'] },
      { trouble: null },
      { trouble: ['disk'] },
      { incidents: null },
      { incidents: some({}), unacknowledged: 0 },
      { unacknowledged: null },
      { unacknowledged: 1 },
      { approvals: null },
      { approvals: some({}) },
      { runs: null },
      { runs: some({}) },
      { queue: 'paused' },
    ]
    fc.assert(
      fc.property(fc.subarray(worse, { minLength: 1 }), changes => {
        expect(verdictOf(Object.assign({}, well, ...changes) as Facts, true).tone).not.toBe('ok')
      }),
    )
    expect(verdictOf(well, false)).toMatchObject({ tone: 'dim', says: 'Not known now' })
  })

  it('puts what a person has to do before everything else that is known', () => {
    const all = { ...well, approvals: some({}), unacknowledged: 2, trouble: ['t'], frozen: ['f'], level: 'critical' }
    expect(verdictOf(all, true)).toMatchObject({ says: 'You decide: 1 approval open', to: '/approvals' })
    expect(verdictOf({ ...all, approvals: [] }, true)).toMatchObject({ says: '2 incidents nobody looks after', to: '/incidents' })
  })
})

describe('the facts', () => {
  it('count what goes on only, and never take silence for zero', () => {
    const facts = factsOf({
      status: undefined,
      heartbeat: undefined,
      queue: undefined,
      score: undefined,
      incidents: [{ phase: 'open' }, { phase: 'acknowledged' }, { phase: 'resolved' }],
      approvals: [{ state: 'open' }, { state: 'denied' }],
      runs: [{ over: true }, { over: false }],
      playbooks: null,
    })
    expect([facts.incidents?.length, facts.unacknowledged, facts.approvals?.length, facts.runs?.length]).toEqual([2, 1, 1, 1])
    expect([facts.score, facts.trouble, facts.verified, facts.p50, facts.queue]).toEqual([null, null, null, null, null])
  })

  it('stand as lists have them, whatever the order in which they were told', () => {
    const rows = ['10:00', '12:00', '11:00'].map(at => ({ opened_at: `2026-01-31T${at}:00Z` }))
    expect(newestFirst(rows).map(row => String(row['opened_at']).slice(11, 13))).toEqual(['12', '11', '10'])
  })

  it('draw each score once, in the order of time', () => {
    const event = (timestamp: number, score: number) => ({ timestamp, payload: { score } })
    expect(pointsOf([event(2_000, 0.5), event(1_000, 0.9), event(2_000, 0.5), { timestamp: 3_000, payload: {} }])).toEqual([
      [1, 0.9],
      [2, 0.5],
    ])
  })
})

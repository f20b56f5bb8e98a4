import type { Tone } from '../../parts/words'
import type { Facts } from './facts'

export interface Verdict {
  readonly tone: Tone
  readonly glyph: string
  readonly says: string
  readonly detail: string
  /** Where to look first; null: nowhere. */
  readonly to: string | null
}

/** The one sentence of the overview: what a person has to do comes before what the runtime does. */
export function verdictOf(facts: Facts, isCurrent: boolean): Verdict {
  const { approvals, incidents, runs, frozen, trouble, unacknowledged } = facts
  if (frozen === null || trouble === null || approvals === null || incidents === null || runs === null || unacknowledged === null)
    return said('dim', 'Not known yet', 'The node has not told all of it.')
  if (!isCurrent) return said('dim', 'Not known now', 'No word from the node; below is what it said last.')
  const repairs = runs.length > 0 ? `${many(runs.length, 'repair')} at work.` : 'No repair is at work.'
  if (approvals.length > 0)
    return said('warn', `You decide: ${many(approvals.length, 'approval')} open`, 'A repair waits for a yes or a no.', '/approvals')
  if (unacknowledged > 0) return said('bad', `${many(unacknowledged, 'incident')} nobody looks after`, repairs, '/incidents')
  if (trouble.length > 0) return said('bad', `${many(trouble.length, 'trouble')} in the node`, trouble[0] ?? '')
  if (frozen.length > 0) return said('warn', 'Frozen: it watches and does not repair', frozen[0] ?? '')
  if (facts.queue !== null && facts.queue !== 'running')
    return said('warn', `The queue is ${facts.queue}`, 'Events wait until somebody lets it go on.')
  if (facts.level !== 'healthy' && facts.level !== 'unknown')
    return said(facts.level === 'critical' ? 'bad' : 'warn', `The score is ${facts.level}`, 'Which part pulls it down stands below.')
  if (runs.length > 0) return said('busy', `Healing: ${many(runs.length, 'run')} at work`, 'Nothing needs you.', '/runs')
  if (incidents.length > 0) return said('busy', `${many(incidents.length, 'incident')}, looked after`, 'Nothing needs you.', '/incidents')
  if (facts.score === null) return said('dim', 'Nothing is wrong; no score yet', 'The node has just begun to look.')
  return said('ok', 'All is well', 'Nothing needs you.')
}

const glyphs: Readonly<Record<Tone, string>> = { ok: '●', warn: '▲', bad: '×', busy: '▶', dim: '?' }

const said = (tone: Tone, says: string, detail: string, to: string | null = null): Verdict => ({ tone, glyph: glyphs[tone], says, detail, to })

const many = (n: number, one: string): string => `${n} ${one}${n === 1 ? '' : 's'}`

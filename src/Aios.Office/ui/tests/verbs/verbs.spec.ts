import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { lineOf, quote, read } from '../../src/verbs/line'
import { hear, type Outcome } from '../../src/verbs/run'
import { search } from '../../src/verbs/search'
import { verbOf } from '../../src/verbs/verb'

const verb = (name: string, summary = '', rest = {}) => verbOf({ name, summary, effect: 'read', ...rest })
const cancel = verb('runs cancel', '', {
  effect: 'write',
  arguments: [
    { name: 'id', type: 'text', required: true, positional: true },
    { name: 'reason', type: 'text', required: true },
    { name: 'limit', type: 'whole', least: 1, most: 9 },
    { name: 'all', type: 'flag' },
    { name: 'phase', type: 'choice', values: ['a', 'b'] },
  ],
})

describe('the palette', () => {
  it('finds by every word, names before summaries', () => {
    const all = [verb('freeze', 'stop all runs'), verb('runs ls', 'what ran'), verb('runs cancel', 'end a run')]
    expect(search(all, 'runs').map(each => each.name)).toEqual(['runs ls', 'runs cancel', 'freeze'])
    expect(search(all, 'run can').map(each => each.name)).toEqual(['runs cancel'])
    expect(search(all, 'x')).toEqual([])
    expect(search(all, '')).toHaveLength(3)
  })

  it('asks before a verb whose effect it does not know', () => {
    expect(verbOf({ name: 'x', effect: 'unheard-of' }).effect).toBe('destructive')
  })

  it('reads a form, all faults at once', () => {
    expect(read(cancel, { id: 'r1', reason: ' why ', limit: '3', all: 'true' })).toEqual({ args: { id: 'r1', reason: 'why', limit: 3, all: true }, faults: {} })
    expect(Object.keys(read(cancel, { limit: '10', phase: 'c' }).faults)).toEqual(['id', 'reason', 'limit', 'phase'])
  })

  it('writes the same as a line for a terminal', () => {
    expect(lineOf(cancel, { id: 'r1', reason: "it's late", all: 'true', limit: '' })).toBe("aios runs cancel r1 --reason 'it'\\''s late' --all")
  })

  it('quotes so that a shell reads the word again', () => {
    fc.assert(
      fc.property(fc.string({ minLength: 1 }), word => {
        const quoted = quote(word)
        const back = quoted.startsWith("'") ? quoted.slice(1, -1).replaceAll(`'\\''`, "'") : quoted
        expect(back).toBe(word)
      }),
    )
  })
})

describe('an answer', () => {
  const begun: Outcome = { items: [], said: [], isOver: false, code: null, error: null, problem: null }

  it('grows line by line to its end', () => {
    const lines = ['{"kind":"item","item":{"id":1}}', '', '{"kind":"progress","text":"half"}', '{"kind":"later"}', '{"kind":"end","code":5,"error":"refused"}']
    expect(lines.reduce(hear, begun)).toEqual({ ...begun, items: [{ id: 1 }], said: ['half'], isOver: true, code: 5, error: 'refused' })
  })
})

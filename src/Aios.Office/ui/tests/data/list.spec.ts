import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { merge } from '../../src/data/list'
import { pathOf } from '../../src/data/rest'
import { loginOf, may } from '../../src/data/session'

describe('a list with what is told laid over it', () => {
  it('has every row once, and of each the newer fields', () => {
    const ids = fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', 'd', 'e'))
    fc.assert(
      fc.property(ids, ids, (listed, told) => {
        const rows = merge(
          listed.map(id => ({ id, phase: 'old', target: id })),
          new Map(told.map(id => [id, { phase: 'new' }])),
        )
        expect(rows.map(row => row['id']).sort()).toEqual([...new Set([...listed, ...told])].sort())
        for (const row of rows) {
          expect(row['phase']).toBe(told.includes(String(row['id'])) ? 'new' : 'old')
          if (listed.includes(String(row['id']))) expect(row['target']).toBe(row['id'])
        }
      }),
    )
  })

  it('keeps the order of the list and puts what is new before it', () => {
    const rows = merge([{ id: 'b' }, { id: 'a' }], new Map([['a', {}], ['c', {}], ['d', {}]]))
    expect(rows.map(row => row['id'])).toEqual(['d', 'c', 'b', 'a'])
  })
})

describe('an address', () => {
  it('leaves out what says nothing', () => {
    expect(pathOf('/x', { a: '', b: false, c: undefined })).toBe('/x')
    expect(pathOf('/x', { q: "type == 'a.b' && x", limit: 0, all: true })).toBe('/x?q=type+%3D%3D+%27a.b%27+%26%26+x&limit=0&all=true')
  })

  it('holds a login only as the node prints it', () => {
    expect(loginOf('#login=aB_-9')).toBe('aB_-9')
    for (const other of ['', '#', '#login=', '#login=a b', '#other=1', '?login=a']) expect(loginOf(other)).toBe(null)
  })
})

describe('what a role may', () => {
  const who = (role: string, readonly = false) => ({ is: 'in', person: 'p', node: 'n', role, readonly }) as const

  it('grows from viewer to admin, and is looking only when nothing may be written', () => {
    expect(may(who('viewer'), 'operator')).toBe(false)
    expect(may(who('approver'), 'operator')).toBe(true)
    expect(may(who('admin', true), 'operator')).toBe(false)
    expect(may(who('admin', true), 'viewer')).toBe(true)
    expect(may(who('source'), 'viewer')).toBe(false)
    expect(may({ is: 'asking' }, 'viewer')).toBe(false)
  })
})

import { render } from 'preact'
import { act } from 'preact/test-utils'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useParts, type Parts } from '../../src/data/parts'

let shown: Parts
function Probe({ filter }: { filter: string }) {
  shown = useParts('/api/v1/decisions', { filter })
  void shown.load.state.value
  return null
}

const home = document.createElement('div')
const asked: string[] = []
let answers: (path: string) => object
beforeEach(() => {
  vi.useFakeTimers()
  asked.length = 0
  vi.stubGlobal('fetch', async (path: string) => {
    asked.push(path)
    return new Response(JSON.stringify(answers(path)), { status: 200, headers: { 'Content-Type': 'application/json' } })
  })
})
afterEach(() => {
  render(null, home)
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

const seen = () => shown.rows.map(row => row['id'])
const wait = (ms: number) => act(() => vi.advanceTimersByTimeAsync(ms).then(() => {}))

describe('a list in parts', () => {
  it('is asked for again until older ones are there, so that nothing lies unseen between', async () => {
    let newest = 9
    answers = path => (path.includes('cursor') ? { items: [{ id: 7 }, { id: 6 }], next: null } : { items: [{ id: newest }, { id: newest - 1 }], next: 'c' })
    await act(() => render(<Probe filter="a" />, home))
    await wait(0)
    expect(seen()).toEqual([9, 8])
    newest = 10
    await wait(5_000)
    expect(seen()).toEqual([10, 9])
    expect(shown.hasOlder).toBe(true)
    newest = 9
    await wait(5_000)
    await act(() => shown.older())
    await wait(0)
    expect(seen()).toEqual([9, 8, 7, 6])
    expect(shown.hasOlder).toBe(false)
    newest = 20
    await wait(20_000)
    expect(seen()).toEqual([9, 8, 7, 6])
  })

  it('forgets older ones when something else is asked', async () => {
    answers = path => (path.includes('cursor') ? { items: [{ id: 7 }], next: null } : { items: [{ id: 8 }], next: 'c' })
    await act(() => render(<Probe filter="a" />, home))
    await wait(0)
    await act(() => shown.older())
    await wait(0)
    expect(seen()).toEqual([8, 7])
    await act(() => render(<Probe filter="b" />, home))
    await wait(0)
    expect(seen()).toEqual([8])
    expect(asked.at(-1)).toContain('filter=b')
  })
})

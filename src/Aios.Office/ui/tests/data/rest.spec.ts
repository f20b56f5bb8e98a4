import { afterEach, describe, expect, it, vi } from 'vitest'
import { Problem } from '../../src/data/problem'
import { get, one, page, post, setAntiforgery, traffic, write } from '../../src/data/rest'

const answer = (body: unknown, status = 200, type = 'application/json') =>
  vi.fn(async (_: string, __?: RequestInit) => new Response(JSON.stringify(body), { status, headers: { 'Content-Type': type } }))

afterEach(() => vi.unstubAllGlobals())

describe('a request', () => {
  it('takes a page with the cursor of the one before', async () => {
    const fetch = answer({ schema: 's', items: [{ id: 1 }], next: 'c2' })
    vi.stubGlobal('fetch', fetch)
    expect(await page('/api/v1/runs', { limit: 2 }, 'c1')).toEqual({ schema: 's', items: [{ id: 1 }], next: 'c2', notes: [] })
    expect(fetch.mock.calls[0]![0]).toBe('/api/v1/runs?limit=2&cursor=c1')
  })

  it('takes the only item, whether it comes alone or in a list', async () => {
    vi.stubGlobal('fetch', answer({ schema: 's', items: [{ id: 1 }] }))
    expect(await one('/x')).toEqual({ id: 1 })
    vi.stubGlobal('fetch', answer({ id: 2 }))
    expect(await one('/x')).toEqual({ id: 2 })
  })

  it('tells a problem as the node tells it', async () => {
    vi.stubGlobal('fetch', answer({ title: 'No', detail: 'not so', traceId: 'abc', errors: ['a', { detail: 'b' }] }, 400, 'application/problem+json'))
    const problem: unknown = await get('/x').catch((error: unknown) => error)
    expect(problem).toBeInstanceOf(Problem)
    expect(problem).toMatchObject({ status: 400, title: 'No', detail: 'not so', traceId: 'abc', errors: ['a', 'b'] })
  })

  it('tells that nobody answers, and that an old node answers with a page', async () => {
    vi.stubGlobal('fetch', vi.fn(async () => Promise.reject(new TypeError('failed'))))
    await expect(get('/x')).rejects.toMatchObject({ status: 0 })
    vi.stubGlobal('fetch', answer('<html>', 200, 'text/html'))
    await expect(get('/x')).rejects.toMatchObject({ title: 'This node does not offer it' })
  })

  it('writes with what proves the page and with a key', async () => {
    const fetch = answer({})
    vi.stubGlobal('fetch', fetch)
    setAntiforgery('proof')
    await post('/x', { a: 1 }, 'key-1')
    const init = fetch.mock.calls[0]![1]!
    expect(init.headers).toMatchObject({ 'X-Aios-Antiforgery': 'proof', 'Idempotency-Key': 'key-1' })
    expect(init.body).toBe('{"a":1}')
  })

  it('sends no key for a secret, which the node keeps for no second try', async () => {
    const fetch = answer({ schema: 's', items: [{ secret: 'x' }] })
    vi.stubGlobal('fetch', fetch)
    expect(await write('/api/v1/tokens', {}, null)).toEqual({ secret: 'x' })
    expect(fetch.mock.calls[0]![1]!.headers).not.toHaveProperty('Idempotency-Key')
  })

  it('counts what it cost', async () => {
    const before = { ...traffic }
    vi.stubGlobal('fetch', answer({}))
    await get('/x')
    vi.stubGlobal('fetch', answer({}, 404))
    await get('/x').catch(() => {})
    expect([traffic.count - before.count, traffic.failed - before.failed]).toEqual([2, 1])
  })
})

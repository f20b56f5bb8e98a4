import type { Row } from '../wire/frames'
import { Problem, problemOf, unreachable } from './problem'

export type Query = Readonly<Record<string, string | number | boolean | undefined>>

export interface Page {
  readonly schema: string
  readonly items: readonly Row[]
  /** For the next page; null: this is the last. */
  readonly next: string | null
  /** What the node says beside: that it left something out, what can be done. */
  readonly notes: readonly string[]
}

let antiforgery = ''

/** What every write sends along; only a page that may read the office's answers has it. */
export function setAntiforgery(token: string): void {
  antiforgery = token
}

/** The whole path with its query; a member that is undefined, false or empty is left out. */
export function pathOf(path: string, query: Query = {}): string {
  const pairs = Object.entries(query).filter(([, value]) => value !== undefined && value !== '' && value !== false)
  const text = new URLSearchParams(pairs.map(([name, value]) => [name, String(value)])).toString()
  return text === '' ? path : `${path}?${text}`
}

export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  ask(pathOf(path, query), { method: 'GET', ...(signal && { signal }) }).then(answer => answer.json() as Promise<T>)

/** One page of a list, from the cursor that the page before gave. */
export async function page(path: string, query: Query = {}, cursor?: string, signal?: AbortSignal): Promise<Page> {
  const { schema, items, next, notes } = await get<Partial<Page>>(path, { ...query, cursor }, signal)
  return { schema: schema ?? '', items: items ?? [], next: next ?? null, notes: notes ?? [] }
}

/** The only item of an answer, whether it comes alone or as a list of one. */
export const one = async (path: string, query?: Query, signal?: AbortSignal): Promise<Row> => onlyOf(await get<Row>(path, query, signal))

function onlyOf(body: Row): Row {
  const items = body['items']
  return Array.isArray(items) ? ((items[0] ?? {}) as Row) : body
}

/** @param key the same for a write that is sent again, so that it happens once; null: the answer is a secret, which is kept for no second try. */
export async function post(path: string, body: unknown, key: string | null = crypto.randomUUID()): Promise<Response> {
  return ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...(key !== null && { 'Idempotency-Key': key }), 'X-Aios-Antiforgery': antiforgery },
    body: JSON.stringify(body),
  })
}

/** A write, and the only item of its answer. */
export const write = async (path: string, body: unknown, key?: string | null): Promise<Row> =>
  onlyOf((await (await post(path, body, key)).json()) as Row)

/** Answers since the page was opened. Times in milliseconds, from the question to the first byte. */
export const traffic = { count: 0, failed: 0, totalMs: 0, mostMs: 0 }

async function ask(path: string, init: RequestInit): Promise<Response> {
  let answer: Response
  const began = performance.now()
  try {
    answer = await fetch(path, { credentials: 'same-origin', ...init })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    traffic.failed++
    throw unreachable()
  }
  count(performance.now() - began, answer.ok)
  if (!answer.ok) throw await problemOf(answer)
  if (init.method === 'GET' && !(answer.headers.get('Content-Type') ?? '').includes('json'))
    throw new Problem(answer.status, 'This node does not offer it', path, null)
  return answer
}

function count(ms: number, isOk: boolean): void {
  traffic.count++
  traffic.totalMs += ms
  traffic.mostMs = Math.max(traffic.mostMs, ms)
  if (!isOk) traffic.failed++
}

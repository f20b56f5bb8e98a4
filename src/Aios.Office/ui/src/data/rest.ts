import type { Row } from '../wire/frames'
import { Problem, problemOf, unreachable } from './problem'

export type Query = Readonly<Record<string, string | number | boolean | undefined>>

export interface Page {
  readonly schema: string
  readonly items: readonly Row[]
  /** For the next page; null: this is the last. */
  readonly next: string | null
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
  const { schema, items, next } = await get<Partial<Page>>(path, { ...query, cursor }, signal)
  return { schema: schema ?? '', items: items ?? [], next: next ?? null }
}

/** The only item of an answer, whether it comes alone or as a list of one. */
export async function one(path: string, query?: Query, signal?: AbortSignal): Promise<Row> {
  const body = await get<Row>(path, query, signal)
  const items = body['items']
  return Array.isArray(items) ? ((items[0] ?? {}) as Row) : body
}

/** @param key the same for a write that is sent again, so that it happens once. */
export async function post(path: string, body: unknown, key: string = crypto.randomUUID()): Promise<Response> {
  return ask(path, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', 'Idempotency-Key': key, 'X-Aios-Antiforgery': antiforgery },
    body: JSON.stringify(body),
  })
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  let answer: Response
  try {
    answer = await fetch(path, { credentials: 'same-origin', ...init })
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error
    throw unreachable()
  }
  if (!answer.ok) throw await problemOf(answer)
  if (init.method === 'GET' && !(answer.headers.get('Content-Type') ?? '').includes('json'))
    throw new Problem(answer.status, 'This node does not offer it', path, null)
  return answer
}

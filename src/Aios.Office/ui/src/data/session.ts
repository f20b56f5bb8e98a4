import { signal } from '@preact/signals'
import { Problem, asProblem } from './problem'
import { get, post, setAntiforgery } from './rest'

export interface Session {
  readonly person: string
  readonly role: string
  readonly node: string
  readonly readonly: boolean
}

export type Standing = { readonly is: 'asking' } | { readonly is: 'out'; readonly problem: Problem | null } | ({ readonly is: 'in' } & Session)

export const session = signal<Standing>({ is: 'asking' })

const roles = ['viewer', 'operator', 'approver', 'admin']

/** Whether the person may do what needs the role; the node checks it again. */
export const may = (standing: Standing, role: string): boolean =>
  standing.is === 'in' && !(standing.readonly && role !== 'viewer') && roles.indexOf(standing.role) >= roles.indexOf(role)

/** @returns the login's secret from `#login=…`; null when the address brings none. */
export const loginOf = (fragment: string): string | null => /^#login=([\w.~-]+)$/.exec(fragment)?.[1] ?? null

/** Spends the login of the address, if it brings one, after it is gone from the address bar and the history. */
export async function arrive(): Promise<void> {
  const token = loginOf(location.hash)
  if (token !== null) {
    history.replaceState(null, '', location.pathname + location.search)
    await login(token)
  } else await look()
}

export async function login(token: string): Promise<void> {
  try {
    await post('/api/v1/login', { token })
  } catch (error) {
    session.value = { is: 'out', problem: asProblem(error) }
    return
  }
  await look()
}

export async function logout(): Promise<void> {
  await post('/api/v1/logout', {})
  session.value = { is: 'out', problem: null }
}

export async function look(): Promise<void> {
  try {
    const told = await get<Record<string, unknown>>('/api/v1/session')
    setAntiforgery(text(told['antiforgery']))
    session.value = {
      is: 'in',
      person: text(told['person']),
      role: text(told['role']),
      node: text(told['node']),
      readonly: told['readonly'] === true,
    }
  } catch (error) {
    const problem = asProblem(error)
    session.value = { is: 'out', problem: problem.status === 401 ? null : problem }
  }
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '')

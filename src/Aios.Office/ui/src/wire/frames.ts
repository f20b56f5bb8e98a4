/** The frames of aios.ui/1. Unknown members are ignored, so that a newer node can say more. */

export type Scalar = string | number | boolean | null
export type Value = Scalar | readonly Value[] | { readonly [name: string]: Value }
export type Row = Readonly<Record<string, Value>>
export type Change = readonly [key: string, field: string, value: Value]

export interface Subscription {
  /** The page's own name for it; frames carry the server's name of the stream instead. */
  readonly id: string
  readonly topic: string
  readonly filter?: string
  readonly minSev?: string
}

export interface Resume {
  readonly stream: string
  readonly epoch: string
  readonly seq: number
}

export interface Hello {
  readonly kind: 'hello'
  readonly v: 'aios.ui/1'
  readonly subs: readonly (Subscription & { readonly resume?: Resume })[]
}

export interface Ready {
  readonly kind: 'ready'
  readonly boot: string
  readonly beatMs: number
  readonly role: string
  readonly subs: readonly { readonly id: string; readonly stream?: string; readonly slow?: boolean; readonly refused?: string }[]
}

export interface Snapshot {
  readonly kind: 'snapshot'
  readonly stream: string
  readonly boot: string
  readonly seq: number
  readonly at: string
  readonly rows: Readonly<Record<string, Row>>
  readonly dropped?: number
}

export interface Delta {
  readonly kind: 'delta'
  readonly stream: string
  readonly from: number
  readonly seq: number
  readonly at: string
  /** Rows that were not there, whole. */
  readonly rows?: Readonly<Record<string, Row>>
  readonly d: readonly Change[]
  readonly gone: readonly string[]
  readonly dropped?: number
}

export interface Beat {
  readonly kind: 'beat'
  readonly boot: string
  readonly at: string
  readonly seqs: Readonly<Record<string, number>>
}

export interface Bye {
  readonly kind: 'bye'
  readonly reason: string
  readonly retryAfterMs: number
}

export type ServerFrame = Ready | Snapshot | Delta | Beat | Bye

const kinds = new Set(['ready', 'snapshot', 'delta', 'beat', 'bye'])

/** @returns null for what is no frame of this protocol: it is left out, never guessed at. */
export function parse(text: string): ServerFrame | null {
  try {
    const frame: unknown = JSON.parse(text)
    if (typeof frame !== 'object' || frame === null || !('kind' in frame)) return null
    return typeof frame.kind === 'string' && kinds.has(frame.kind) ? (frame as ServerFrame) : null
  } catch {
    return null
  }
}

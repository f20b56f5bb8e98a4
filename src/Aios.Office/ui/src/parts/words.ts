export type Tone = 'ok' | 'warn' | 'bad' | 'dim' | 'busy'

const tones: Readonly<Record<Tone, readonly [glyph: string, words: readonly string[]]>> = {
  ok: ['●', ['healthy', 'verified', 'resolved', 'granted', 'approved', 'running-queue', 'enabled', 'ok', 'closed']],
  busy: ['▶', ['running', 'planned', 'verifying', 'waiting', 'compensating', 'cancelling', 'acknowledged', 'draining']],
  warn: ['▲', ['degraded', 'warn', 'waiting-approval', 'waiting-for-person', 'open', 'rolled-back', 'paused', 'asked-for', 'shadow', 'half-open']],
  bad: ['×', ['critical', 'error', 'failed', 'stuck', 'denied', 'offline', 'blown', 'unwell']],
  dim: ['·', ['idle', 'info', 'cancelled', 'expired', 'revoked', 'unknown', 'superseded', 'disabled']],
}

const known = new Map(
  (Object.entries(tones) as [Tone, (typeof tones)[Tone]][]).flatMap(([tone, [glyph, words]]) => words.map(word => [word, { tone, glyph }] as const)),
)

/** How a state is shown; one that this page does not know is grey with a question mark, never a guess. */
export const look = (word: string): { readonly tone: Tone; readonly glyph: string } => known.get(word) ?? { tone: 'dim', glyph: '?' }

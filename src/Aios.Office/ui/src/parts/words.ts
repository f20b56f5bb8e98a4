export type Tone = 'ok' | 'warn' | 'bad' | 'dim' | 'busy'

const tones: Readonly<Record<Tone, readonly [glyph: string, words: readonly string[]]>> = {
  ok: ['●', ['healthy', 'verified', 'resolved', 'granted', 'approved', 'enabled', 'ok', 'closed', 'success', 'valid']],
  busy: ['▶', ['running', 'planned', 'verifying', 'waiting', 'compensating', 'cancelling', 'acknowledged', 'pending']],
  warn: ['▲', ['degraded', 'warn', 'waiting-approval', 'waiting-for-person', 'open', 'rolled-back', 'paused', 'draining', 'asked-for', 'shadow', 'half-open', 'frozen', 'alert']],
  bad: ['×', ['critical', 'error', 'failed', 'stuck', 'denied', 'offline', 'blown', 'unwell', 'unhealthy', 'fail']],
  dim: ['·', ['idle', 'info', 'cancelled', 'expired', 'revoked', 'unknown', 'superseded', 'disabled', 'shadowed', 'note']],
}

const known = new Map(
  (Object.entries(tones) as [Tone, (typeof tones)[Tone]][]).flatMap(([tone, [glyph, words]]) => words.map(word => [word, { tone, glyph }] as const)),
)

/** How a state is shown; one that this page does not know is grey with a question mark, never a guess. */
export const look = (word: string): { readonly tone: Tone; readonly glyph: string } => known.get(word) ?? { tone: 'dim', glyph: '?' }

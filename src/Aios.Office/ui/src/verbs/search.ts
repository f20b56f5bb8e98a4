import type { Verb } from './verb'

/** The verbs that fit what was typed, the best first: every word has to be found; names count more than summaries. */
export function search(verbs: readonly Verb[], typed: string): readonly Verb[] {
  const words = typed.toLowerCase().split(/\s+/).filter(word => word !== '')
  return verbs
    .map((verb, place) => ({ verb, place, points: points(verb, words) }))
    .filter(each => each.points >= 0)
    .sort((a, b) => b.points - a.points || a.place - b.place)
    .map(each => each.verb)
}

function points(verb: Verb, words: readonly string[]): number {
  let sum = 0
  for (const word of words) {
    const found = wordPoints(verb, word)
    if (found < 0) return -1
    sum += found
  }
  return sum
}

function wordPoints(verb: Verb, word: string): number {
  const parts = verb.name.toLowerCase().split(' ')
  if (parts.includes(word)) return 4
  if (parts.some(part => part.startsWith(word))) return 3
  if (verb.name.toLowerCase().includes(word)) return 2
  return verb.summary.toLowerCase().includes(word) ? 1 : -1
}

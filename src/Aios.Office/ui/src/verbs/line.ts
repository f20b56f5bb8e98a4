import type { Argument, Verb } from './verb'

export type Given = Readonly<Record<string, string>>

/** What a form says, as the verb's arguments: `args` for the node, or what is wrong by argument. */
export function read(verb: Verb, given: Given): { args: Record<string, unknown>; faults: Record<string, string> } {
  const args: Record<string, unknown> = {}
  const faults: Record<string, string> = {}
  for (const argument of verb.arguments) {
    const typed = (given[argument.name] ?? '').trim()
    if (typed === '') {
      if (argument.required) faults[argument.name] = 'is needed'
    } else {
      const value = valueOf(argument, typed)
      if (value instanceof Error) faults[argument.name] = value.message
      else if (value !== undefined) args[argument.name] = value
    }
  }
  return { args, faults }
}

/** The same as a line for a terminal. */
export function lineOf(verb: Verb, given: Given): string {
  const words = ['aios', verb.name]
  const filled = verb.arguments.filter(argument => (given[argument.name] ?? '').trim() !== '')
  for (const { name, repeated } of filled.filter(argument => argument.positional)) {
    const typed = given[name]!.trim()
    words.push(...(repeated ? typed.split(/\s+/) : [typed]).map(quote))
  }
  for (const { name, type } of filled.filter(argument => !argument.positional)) {
    const typed = given[name]!.trim()
    if (type !== 'flag') words.push(`--${name}`, quote(typed))
    else if (typed === 'true') words.push(`--${name}`)
  }
  return words.join(' ')
}

/** As a POSIX shell needs it. */
export const quote = (word: string): string => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)

function valueOf(argument: Argument, typed: string): unknown {
  switch (argument.type) {
    case 'flag':
      return typed === 'true' ? true : undefined
    case 'whole': {
      const { least, most } = argument
      if (!/^-?\d+$/.test(typed)) return new Error('must be a whole number')
      const value = Number(typed)
      if (least !== null && value < least) return new Error(`must be at least ${least}`)
      return most !== null && value > most ? new Error(`must be at most ${most}`) : value
    }
    case 'choice':
      return argument.values.includes(typed) ? typed : new Error(`must be one of ${argument.values.join(', ')}`)
    case 'json':
      try {
        return JSON.parse(typed)
      } catch {
        return new Error('must be a JSON object')
      }
    default:
      return argument.repeated ? typed.split(/\s+/) : typed
  }
}

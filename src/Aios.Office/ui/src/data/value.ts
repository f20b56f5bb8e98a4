import type { Row, Value } from '../wire/frames'

/** Members of rows, as what a page expects them to be; what is not there is null, never a guess. */
export const text = (row: Row | undefined, name: string): string | null => {
  const value = row?.[name]
  return typeof value === 'string' ? value : typeof value === 'number' || typeof value === 'boolean' ? String(value) : null
}

export const number = (row: Row | undefined, name: string): number | null => {
  const value = row?.[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}

export const list = (row: Row | undefined, name: string): readonly Value[] => {
  const value = row?.[name]
  return Array.isArray(value) ? (value as readonly Value[]) : []
}

export const rows = (row: Row | undefined, name: string): readonly Row[] => list(row, name).filter(isRow)

export const texts = (row: Row | undefined, name: string): readonly string[] =>
  list(row, name).map(each => (typeof each === 'string' ? each : JSON.stringify(each)))

export const isRow = (value: Value | undefined): value is Row => typeof value === 'object' && value !== null && !Array.isArray(value)

/** RFC 3339, or milliseconds since the Unix epoch; null when it is neither. */
export function time(row: Row | undefined, name: string): number | null {
  const value = row?.[name]
  const at = typeof value === 'number' ? value : typeof value === 'string' ? Date.parse(value) : NaN
  return Number.isFinite(at) ? at : null
}

/** The span of time that all charts of a page show. */
export interface Range {
  readonly value: string
  readonly label: string
  readonly seconds: number
}

export const ranges: readonly Range[] = [
  { value: '5m', label: '5 min', seconds: 300 },
  { value: '15m', label: '15 min', seconds: 900 },
  { value: '1h', label: '1 h', seconds: 3_600 },
  { value: '6h', label: '6 h', seconds: 21_600 },
  { value: '24h', label: '24 h', seconds: 86_400 },
]

/** An hour, unless the address says another of them. */
export const rangeOf = (value: string | undefined): Range => ranges.find(each => each.value === value) ?? ranges[2]!

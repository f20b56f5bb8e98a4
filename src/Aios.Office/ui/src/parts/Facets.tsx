export interface Choice {
  readonly value: string
  readonly label: string
  readonly count?: number
}

interface Props {
  readonly label: string
  readonly choices: readonly Choice[]
  readonly chosen: string
  readonly onChoose: (value: string) => void
}

/** One of a few, side by side. */
export function Facets({ label, choices, chosen, onChoose }: Props) {
  return (
    <div class="facets" role="group" aria-label={label}>
      {choices.map(({ value, label: shown, count }) => (
        <button key={value} type="button" aria-pressed={value === chosen} onClick={() => onChoose(value)}>
          {shown}
          {count !== undefined && <span class="dim"> {count}</span>}
        </button>
      ))}
    </div>
  )
}

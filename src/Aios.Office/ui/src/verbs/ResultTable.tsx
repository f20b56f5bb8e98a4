import type { Row, Value } from '../wire/frames'

/** What a verb found: one row an item, or one line a member when there is only one item. */
export function ResultTable({ items }: { items: readonly Row[] }) {
  const [only, ...others] = items
  if (only === undefined) return null
  if (others.length === 0)
    return (
      <dl class="fields">
        {Object.entries(only).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{told(value)}</dd>
          </div>
        ))}
      </dl>
    )
  const columns = [...new Set(items.slice(0, 100).flatMap(item => Object.keys(item)))]
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="result">
      <table class="plain">
        <thead>
          <tr>
            {columns.map(name => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.slice(0, 200).map((item, n) => (
            <tr key={n}>
              {columns.map(name => (
                <td key={name}>{told(item[name])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {items.length > 200 && <p class="dim">showing 200 of {items.length}; the command line shows all</p>}
    </div>
  )
}

function told(value: Value | undefined): string {
  if (value === undefined || value === null) return '–'
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

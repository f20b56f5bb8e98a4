import type { ComponentChildren } from 'preact'

/** Names and values; those that are null are left out. */
export function Fields({ of }: { of: readonly (readonly [name: string, value: ComponentChildren | null])[] }) {
  return (
    <dl class="fields">
      {of
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  )
}

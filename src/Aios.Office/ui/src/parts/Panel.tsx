import type { ComponentChildren } from 'preact'

interface Props {
  readonly title: string
  readonly to?: string
  readonly className?: string
  readonly children: ComponentChildren
}

export function Panel({ title, to, className = '', children }: Props) {
  return (
    <section class={`panel ${className}`}>
      <h2>{to === undefined ? title : <a href={to}>{title}</a>}</h2>
      {children}
    </section>
  )
}

import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso'
import { Title } from '../app/Title'
import type { List } from '../data/list'
import { pathOf } from '../data/rest'
import type { Row } from '../wire/frames'
import { text } from '../data/value'
import { CliLine } from './CliLine'
import { Facets } from './Facets'
import { Empty, Failed, Loading, OverLimit } from './States'
import { Table, type Column } from './Table'
import { When } from './When'

/** One way to narrow the list; the first is what the page shows when nothing is said. */
export interface Narrowing {
  readonly value: string
  readonly label: string
  readonly holds: (row: Row) => boolean
  /** Why there is nothing, when there is nothing. */
  readonly empty: string
}

interface Props {
  /** In the plural, as in the address: `runs`. */
  readonly noun: string
  readonly list: List
  readonly columns: readonly Column<Row>[]
  readonly narrowings: readonly Narrowing[]
  readonly tone: (row: Row) => string
  readonly line: string
  /** Where a row's own page stands; else below the noun. */
  readonly to?: (row: Row) => string
  /** Beside the facets. */
  readonly children?: ComponentChildren
}

/** A list with its facets in the address, and every state that a list can be in. */
export function ListPage({ noun, list, columns, narrowings, tone, line, to, children }: Props) {
  const { path, query, route } = useLocation()
  const chosen = narrowings.find(each => each.value === query['phase']) ?? narrowings[0]!
  const shown = list.rows.filter(chosen.holds)
  const { problem } = list.load.state.value
  const choices = narrowings.map(({ value, label, holds }) => ({ value, label, count: list.rows.filter(holds).length }))
  return (
    <>
      <header>
        <Title text={noun} />
        <h1>{noun[0]!.toUpperCase() + noun.slice(1)}</h1>
        <Facets
          label={`which ${noun}`}
          choices={list.isEmptyYet ? choices.map(({ count: _, ...rest }) => rest) : choices}
          chosen={chosen.value}
          onChoose={value => route(pathOf(path, { phase: value === narrowings[0]!.value ? '' : value }), true)}
        />
        {children}
      </header>
      {problem !== null && <Failed problem={problem} onRetry={list.load.again} />}
      {problem !== null && list.load.state.value.value !== null && (
        <p class="note">
          what is shown is of <When at={list.load.state.value.at} />
        </p>
      )}
      {list.isEmptyYet && problem === null && <Loading what={noun} />}
      {!list.isEmptyYet && shown.length === 0 && <Empty line={line}>{chosen.empty}</Empty>}
      {shown.length > 0 && (
        <Table
          label={noun}
          rows={shown}
          columns={columns}
          keyOf={row => text(row, 'id') ?? ''}
          onOpen={row => route(to?.(row) ?? `/${noun}/${encodeURIComponent(text(row, 'id') ?? '')}`)}
          tone={tone}
        />
      )}
      {shown.length > 0 && <CliLine line={line} />}
      {list.isCut && <OverLimit shown={list.rows.length} of={null} how={`older ones: ${line} --limit 1000`} />}
    </>
  )
}

import type { ComponentChildren } from 'preact'
import { text, time } from '../../data/value'
import { Panel } from '../../parts/Panel'
import { When } from '../../parts/When'
import { Word } from '../../parts/Word'
import type { Row } from '../../wire/frames'
import type { Facts } from './facts'

const most = 5

/** What goes on, the most pressing first; a kind of which there is nothing takes no room. */
export function Open({ facts }: { facts: Facts }) {
  const lines = [...(facts.trouble ?? []), ...(facts.frozen ?? []).map(line => `frozen: ${line}`)]
  const [approvals, incidents, runs] = [facts.approvals ?? [], facts.incidents ?? [], facts.runs ?? []]
  if (lines.length + approvals.length + incidents.length + runs.length === 0) return null
  return (
    <div class="columns">
      {lines.length > 0 && (
        <Panel title="Trouble">
          <ul class="rows">
            {lines.map(line => (
              <li key={line}>
                <span class="bad" aria-hidden="true">
                  ×
                </span>
                <span class="line">{line}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Part
        noun="approvals"
        rows={approvals}
        name={row => `${text(row, 'playbook')} on ${text(row, 'target')}`}
        word="state"
        after={row => (
          <>
            ends <When at={time(row, 'expires_at')} isShort />
          </>
        )}
      />
      <Part
        noun="incidents"
        rows={incidents}
        name={row => `${text(row, 'family')} on ${text(row, 'target')}`}
        word="severity"
        after={row => <When at={time(row, 'opened_at')} isShort />}
      />
      <Part
        noun="runs"
        rows={runs}
        name={row => `${text(row, 'playbook')} on ${text(row, 'target')}`}
        word="phase"
        after={row => <When at={time(row, 'planned_at')} isShort />}
      />
    </div>
  )
}

interface PartProps {
  readonly noun: string
  readonly rows: readonly Row[]
  readonly name: (row: Row) => string
  readonly word: string
  readonly after: (row: Row) => ComponentChildren
}

function Part({ noun, rows, name, word, after }: PartProps) {
  if (rows.length === 0) return null
  return (
    <Panel title={noun[0]!.toUpperCase() + noun.slice(1)} to={`/${noun}`}>
      <ul class="rows">
        {rows.slice(0, most).map(row => (
          <li key={text(row, 'id')}>
            <Word word={text(row, word)} />
            <a href={`/${noun}/${encodeURIComponent(text(row, 'id') ?? '')}`}>{name(row)}</a>
            <span class="dim">{after(row)}</span>
          </li>
        ))}
      </ul>
      {rows.length > most && <p class="note">and {rows.length - most} more</p>}
    </Panel>
  )
}

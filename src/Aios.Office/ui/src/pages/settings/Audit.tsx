import { useState } from 'preact/hooks'
import { useLoad } from '../../data/load'
import { usePolled } from '../../data/poll'
import { page } from '../../data/rest'
import { number, text, time } from '../../data/value'
import { run, type Running } from '../../verbs/run'
import { CliLine } from '../../parts/CliLine'
import { Loaded } from '../../parts/Loaded'
import { Panel } from '../../parts/Panel'
import { Empty, Failed, OverLimit } from '../../parts/States'
import { TraceLink } from '../../parts/TraceLink'
import { When } from '../../parts/When'
import type { Row } from '../../wire/frames'

const limit = 100

/** Who changed what, came in, or was refused. */
export function Audit() {
  const [person, setPerson] = useState('')
  const load = usePolled(`audit ${person}`, signal => page('/api/v1/audit', { person, limit }, undefined, signal))
  const people = useLoad('audit people', signal => page('/api/v1/audit', { limit: 1_000 }, undefined, signal)).state.value.value
  const names = [...new Set((people?.items ?? []).map(row => text(row, 'person') ?? ''))].sort()
  return (
    <Panel title="Audit">
      <div class="actions">
        <label for="audit-person">person</label>
        <select id="audit-person" class="find" value={person} onChange={event => setPerson(event.currentTarget.value)}>
          <option value="">everybody</option>
          {names.map(name => (
            <option key={name}>{name}</option>
          ))}
        </select>
        <Verify />
      </div>
      <Loaded load={load} what="the audit">
        {({ items }) =>
          items.length === 0 ? (
            <Empty line="aios audit query">Nothing is noted of {person === '' ? 'anybody' : person}.</Empty>
          ) : (
            <>
              <div class="scroll" tabIndex={0} role="region" aria-label="audit">
                <table class="plain">
                  <thead>
                    <tr>
                      {['when', 'person', 'role', 'action', 'with', 'came to', 'trace'].map(name => (
                        <th key={name} scope="col">
                          {name}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {items.toReversed().map(row => (
                      <Line key={number(row, 'seq')} row={row} />
                    ))}
                  </tbody>
                </table>
              </div>
              {items.length === limit && <OverLimit shown={limit} of={null} how="the newest; aios audit query --limit 1000 shows more" />}
            </>
          )
        }
      </Loaded>
      <CliLine line={person === '' ? 'aios audit query' : `aios audit query --person '${person}'`} />
    </Panel>
  )
}

function Line({ row }: { row: Row }) {
  const code = number(row, 'code')
  return (
    <tr>
      <td>
        <When at={time(row, 'at')} isShort />
      </td>
      <td>{text(row, 'person')}</td>
      <td>{text(row, 'role')}</td>
      <td>{text(row, 'action')}</td>
      <td>
        <code>{text(row, 'arguments')}</code>
      </td>
      <td class={code === 0 ? '' : 'bad'}>{text(row, 'error') ?? (code === 0 ? 'done' : `code ${code}`)}</td>
      <td>{text(row, 'trace_id') && <TraceLink id={text(row, 'trace_id')} />}</td>
    </tr>
  )
}

/** Reads the whole chain on the node, so that it is only done when somebody asks. */
function Verify() {
  const [running, setRunning] = useState<Running | null>(null)
  const outcome = running?.outcome.value ?? null
  const found = outcome?.items[0]
  return (
    <>
      <button type="button" class="button" disabled={outcome !== null && !outcome.isOver} onClick={() => setRunning(run('audit verify', {}))}>
        {outcome !== null && !outcome.isOver ? 'checking…' : 'check the chain'}
      </button>
      <span role="status">
        {found !== undefined &&
          (found['intact'] === true ? (
            <span class="word ok">
              ● {number(found, 'records')} records are whole, {number(found, 'entries')} of them audit
            </span>
          ) : (
            <span class="word bad">× {text(found, 'fault')}</span>
          ))}
      </span>
      {outcome?.problem != null && <Failed problem={outcome.problem} />}
    </>
  )
}

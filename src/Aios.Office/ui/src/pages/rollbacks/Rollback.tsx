import { useState } from 'preact/hooks'
import { Title } from '../../app/Title'
import { usePolled } from '../../data/poll'
import { asProblem, type Problem } from '../../data/problem'
import { page, write } from '../../data/rest'
import { number, rows, text, time } from '../../data/value'
import { CliLine } from '../../parts/CliLine'
import { Decide, lacking } from '../../parts/Decide'
import { Back } from '../../parts/DetailPage'
import { Loaded } from '../../parts/Loaded'
import { Panel } from '../../parts/Panel'
import { Failed } from '../../parts/States'
import { When } from '../../parts/When'
import { quote } from '../../verbs/line'
import type { Row } from '../../wire/frames'

/** Sets an actor back to what it was, after showing what would change. */
export function Rollback({ id: actor }: { id: string }) {
  const [to, setTo] = useState('')
  const [preview, setPreview] = useState<Row | null>(null)
  const [done, setDone] = useState<Row | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const load = usePolled(`snapshots ${actor}`, async signal => ({
    past: (await page('/api/v1/snapshots/actors', {}, undefined, signal)).items.find(row => text(row, 'actor') === actor),
    kept: await page('/api/v1/snapshots', { actor }, undefined, signal),
  }))
  const path = `/api/v1/rollback/${encodeURIComponent(actor)}`
  const why = lacking('operator')
  const isForbidden = why !== undefined
  const look = (target: string) => {
    setTo(target)
    setDone(null)
    setProblem(null)
    setPreview(null)
    write(path, { to: target, 'dry-run': true }).then(setPreview, (error: unknown) => setProblem(asProblem(error)))
  }
  const change = (text: string) => {
    setTo(text)
    setPreview(null)
  }
  return (
    <>
      <Back to="/rollbacks" all="rollbacks" />
      <Title text={`rollback of ${actor}`} />
      <header>
        <h1>{actor}</h1>
      </header>
      <Loaded load={load} what="its past">
        {({ past, kept }) => (
          <Panel title="Its past">
            <p>{text(past, 'fixed') ?? `Every state from ${number(past, 'from_seq')} to ${number(past, 'last_seq')} can be had by its number.`}</p>
            {kept.items.length === 0 && <p class="dim">No snapshot yet: one is taken every hundred facts.</p>}
            <ul class="rows">
              {kept.items.toReversed().map(row => (
                <li key={text(row, 'id')}>
                  <b>{text(row, 'id')}</b>
                  <When at={time(row, 'at')} />
                  <button type="button" class="button" disabled={isForbidden} onClick={() => look(text(row, 'id') ?? '')}>
                    what would change
                  </button>
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </Loaded>
      <Panel title="Set it back">
        {isForbidden && <p class="note word warn">▲ {why}</p>}
        <form
          class="query"
          onSubmit={event => {
            event.preventDefault()
            if (to.trim() !== '') look(to.trim())
          }}
        >
          <input
            aria-label="to which state: a number, a snapshot, a time, or how long ago"
            placeholder="a number, a snapshot, or how long ago: 15m"
            autocomplete="off"
            spellcheck={false}
            value={to}
            onInput={event => change(event.currentTarget.value)}
          />
          <button type="submit" class="button" disabled={isForbidden || to.trim() === ''}>
            what would change
          </button>
        </form>
        {problem !== null && <Failed problem={problem} />}
        {preview !== null && (
          <>
            <p>
              {actor} would be as it was after {number(preview, 'to_seq')}, <When at={time(preview, 'at')} />; its newest fact is {number(preview, 'from_seq')}.
            </p>
            <Differences of={preview} />
            <div class="actions">
              <Decide
                title={`Set ${actor} back`}
                act="set it back"
                path={path}
                body={{ to: String(number(preview, 'to_seq')), yes: true }}
                reason="needed"
                role="operator"
                tone="danger"
                onDone={answer => {
                  setPreview(null)
                  setDone(answer)
                  load.again()
                }}
              >
                <p>
                  It becomes what it was after {number(preview, 'to_seq')}. Nothing is erased: going to {number(preview, 'from_seq')} undoes it.
                </p>
              </Decide>
            </div>
          </>
        )}
        {done !== null && (
          <div role="status" class="stack">
            <p class="word ok">● {actor} is as it was after {number(done, 'to_seq')}</p>
            <Differences of={done} />
            {text(done, 'undo') !== null && <CliLine line={text(done, 'undo') ?? ''} />}
          </div>
        )}
      </Panel>
      <CliLine line={`aios rollback ${quote(actor)} --to ${to === '' ? 'SEQ' : quote(to)} --dry-run`} />
    </>
  )
}

function Differences({ of }: { of: Row }) {
  const found = rows(of, 'differences')
  if (found.length === 0) return <p class="dim">Nothing that is shown changes.</p>
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label="what changes">
      <table class="plain">
        <thead>
          <tr>
            <th scope="col">member</th>
            <th scope="col">now</th>
            <th scope="col">then</th>
          </tr>
        </thead>
        <tbody>
          {found.map(row => (
            <tr key={text(row, 'member')}>
              <th scope="row">{text(row, 'member')}</th>
              <td>{text(row, 'now') || '–'}</td>
              <td>{text(row, 'then') || '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

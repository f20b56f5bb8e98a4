import { useState } from 'preact/hooks'
import { asProblem, type Problem } from '../../data/problem'
import { write } from '../../data/rest'
import { number, rows, text, time } from '../../data/value'
import { CliLine } from '../../parts/CliLine'
import { Decide, lacking } from '../../parts/Decide'
import { Panel } from '../../parts/Panel'
import { Failed, OverLimit } from '../../parts/States'
import { When } from '../../parts/When'
import { quote } from '../../verbs/line'
import type { Row } from '../../wire/frames'
import { argumentsOf, empty, type Sieve } from './sieve'

const shownEvents = 20
const words = {
  cancel: { act: 'take them out', title: 'Take events out of the queue', what: 'They are not answered unless they are requeued.' },
  requeue: { act: 'bring them back', title: 'Bring events back into the queue', what: 'Those that were shed or cancelled wait again; none starts a second run.' },
}
type Verb = keyof typeof words

/** Takes events out of the queue or brings them back, all that fit at once: the node does it. Which ones is shown before. */
export function Sift({ onDone }: { onDone: () => void }) {
  const [sieve, setSieve] = useState<Sieve>(empty)
  const [verb, setVerb] = useState<Verb>('cancel')
  const [found, setFound] = useState<Row | null>(null)
  const [problem, setProblem] = useState<Problem | null>(null)
  const [said, say] = useState('')
  const why = lacking('operator')
  const isForbidden = why !== undefined
  const args = argumentsOf(sieve)
  const set = (change: Partial<Sieve>) => {
    setSieve({ ...sieve, ...change })
    setFound(null)
  }
  const look = (which: Verb) => {
    setVerb(which)
    setFound(null)
    setProblem(null)
    say('')
    write(`/api/v1/queue/${which}`, { ...args, 'dry-run': true }).then(setFound, (error: unknown) => setProblem(asProblem(error)))
  }
  const [count, left] = [number(found ?? undefined, 'count') ?? 0, number(found ?? undefined, 'left') ?? 0]
  const line = ['aios queue', verb, ...Object.entries(args).flatMap(([name, value]) => (value === true ? [`--${name}`] : [`--${name}`, quote(String(value))])), '--dry-run']
  return (
    <Panel title="Take out or bring back">
      {isForbidden && <p class="note word warn">▲ {why}</p>}
      <form
        class="sieve"
        onSubmit={event => {
          event.preventDefault()
          if (!isForbidden) look(verb)
        }}
      >
        <Field label="type" hint="app.* or *.down" value={sieve.type} onInput={type => set({ type })} />
        <div class="field">
          <label for="priority">priority</label>
          <select id="priority" value={sieve.priority} onChange={event => set({ priority: event.currentTarget.value })}>
            <option value="">any</option>
            {['P0', 'P1', 'P2', 'P3'].map(each => (
              <option key={each}>{each}</option>
            ))}
          </select>
        </div>
        <Field label="source" hint="sensor/disk" value={sieve.source} onInput={source => set({ source })} />
        <Field label="older than" hint="5m or 2h" value={sieve.olderThan} onInput={olderThan => set({ olderThan })} />
        <div class="actions">
          <button type="button" class="button" disabled={isForbidden} onClick={() => look('cancel')}>
            which wait
          </button>
          <button type="button" class="button" disabled={isForbidden} onClick={() => look('requeue')}>
            which could come back
          </button>
        </div>
      </form>
      {problem !== null && <Failed problem={problem} />}
      {said !== '' && (
        <p class="word ok" role="status">
          ● {said}
        </p>
      )}
      {found !== null && count === 0 && <p role="status">No event fits.</p>}
      {found !== null && count > 0 && (
        <div class="stack" role="status">
          <p>
            <b>{count}</b> event{count === 1 ? '' : 's'} fit{count === 1 ? 's' : ''}
            {left > 0 && `, and ${left} more than can be changed at once`}
          </p>
          <ul class="rows">
            {rows(found, 'events')
              .slice(0, shownEvents)
              .map(row => (
                <li key={text(row, 'seq')}>
                  <span>{text(row, 'priority')}</span>
                  <a href={`/events?q=${encodeURIComponent(`seq == ${number(row, 'seq')}`)}`}>{text(row, 'type')}</a>
                  <span class="dim">{text(row, 'source')}</span>
                  <When at={time(row, 'at')} isShort />
                </li>
              ))}
          </ul>
          {count > shownEvents && <OverLimit shown={shownEvents} of={count} how="the change takes all of them" />}
          <div class="actions">
            <Decide
              title={words[verb].title}
              act={words[verb].act}
              path={`/api/v1/queue/${verb}`}
              body={{ ...args, yes: true }}
              reason="needed"
              role="operator"
              tone={verb === 'cancel' ? 'danger' : 'strong'}
              onDone={answer => {
                setFound(null)
                say(`${number(answer, 'count')} ${verb === 'cancel' ? 'taken out' : 'brought back'}`)
                onDone()
              }}
            >
              <p>
                All that fit when it is done, {count} now. {words[verb].what}
              </p>
            </Decide>
          </div>
        </div>
      )}
      <CliLine line={line.join(' ')} />
    </Panel>
  )
}

function Field({ label, hint, value, onInput }: { label: string; hint: string; value: string; onInput: (value: string) => void }) {
  const id = `sieve-${label.replace(' ', '-')}`
  return (
    <div class="field">
      <label for={id}>{label}</label>
      <input id={id} placeholder={hint} autocomplete="off" spellcheck={false} value={value} onInput={event => onInput(event.currentTarget.value)} />
    </div>
  )
}

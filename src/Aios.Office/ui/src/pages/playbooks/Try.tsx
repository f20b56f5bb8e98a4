import { useState } from 'preact/hooks'
import { useLoad } from '../../data/load'
import { one, page } from '../../data/rest'
import { isRow, number, rows, text, texts, time } from '../../data/value'
import { CliLine } from '../../parts/CliLine'
import { Fields } from '../../parts/Fields'
import { Loaded } from '../../parts/Loaded'
import { Panel } from '../../parts/Panel'
import { Steps } from '../../parts/Steps'
import { When } from '../../parts/When'
import { duration } from '../../parts/duration'
import { quote } from '../../verbs/line'
import type { Row } from '../../wire/frames'

const mostEvents = 5

/** What it would do about an event on record. Nothing is done. */
export function Try({ id, on }: { id: string; on: string }) {
  const [typed, type] = useState('')
  const [tried, attempt] = useState('')
  return (
    <Panel title="Try it">
      <p class="dim">With an event that is on record; nothing is done.</p>
      <form
        class="query"
        onSubmit={event => {
          event.preventDefault()
          attempt(typed.trim())
        }}
      >
        <input
          aria-label="id or number of an event"
          placeholder="id or number of an event"
          autocomplete="off"
          spellcheck={false}
          value={typed}
          onInput={event => type(event.currentTarget.value)}
        />
        <button type="submit" class="button" disabled={typed.trim() === ''}>
          try
        </button>
      </form>
      {/^[\w.*-]+$/.test(on) && (
        <Newest
          of={on}
          onChoose={event => {
            type(event)
            attempt(event)
          }}
        />
      )}
      {tried !== '' && <Outcome key={tried} id={id} event={tried} />}
    </Panel>
  )
}

function Newest({ of, onChoose }: { of: string; onChoose: (event: string) => void }) {
  const load = useLoad(`newest ${of}`, signal => page('/api/v1/events', { type: of, limit: mostEvents }, undefined, signal))
  return (
    <Loaded load={load} what="events">
      {found =>
        found.items.length === 0 ? (
          <p class="dim">no event of this type is on record</p>
        ) : (
          <div class="actions">
            {found.items.map(event => (
              <button key={text(event, 'id')} type="button" class="button" onClick={() => onChoose(text(event, 'seq') ?? '')}>
                {text(event, 'type')} <span class="dim">{text(event, 'seq')}</span> <When at={time(event, 'timestamp')} isShort />
              </button>
            ))}
          </div>
        )
      }
    </Loaded>
  )
}

function Outcome({ id, event }: { id: string; event: string }) {
  const [playbook, wanted] = [encodeURIComponent(id), encodeURIComponent(event)]
  const load = useLoad(`try ${id} ${event}`, async signal => ({
    trial: await one(`/api/v1/playbooks/${playbook}/run`, { event, 'dry-run': true }, signal),
    then: await one(`/api/v1/why-not/${playbook}/${wanted}`, {}, signal),
  }))
  return (
    <>
      <Loaded load={load} what="the trial">
        {({ trial, then }) => <Found trial={trial} then={then} />}
      </Loaded>
      <CliLine line={`aios playbooks run ${quote(id)} --event ${quote(event)} --dry-run`} />
    </>
  )
}

function Found({ trial, then }: { trial: Row; then: Row }) {
  const plan = isRow(trial['plan']) ? trial['plan'] : undefined
  const deadline = number(plan, 'deadline_ms')
  const run = text(then, 'run')
  return (
    <>
      <p class={trial['matches'] === true ? 'word ok' : 'word warn'}>
        {trial['matches'] === true ? '● It would answer now' : `▲ It would not answer now: ${text(trial, 'against')}`}
      </p>
      <Fields
        of={[
          ['event', <a href={`/events?id=${encodeURIComponent(text(trial, 'event_id') ?? '')}`}>{text(trial, 'type')}</a>],
          ['readings', texts(trial, 'readings').join(', ') || null],
          ['as decided then', 'answered' in then ? (then['answered'] === true ? 'it answered' : `it did not: ${text(then, 'reason_then')}`) : 'nothing was decided about it'],
          ['its run then', run && <a href={`/runs/${encodeURIComponent(run)}`}>{run}</a>],
          ['decision', text(then, 'decision') && <a href={`/decisions/${encodeURIComponent(text(then, 'decision') ?? '')}`}>{text(then, 'decision')}</a>],
          ['on', text(plan, 'target')],
          ['asks', text(plan, 'approval') === 'auto' ? 'nobody' : text(plan, 'approval')],
          ['all may take', deadline === null ? null : duration(deadline)],
          ['well when', text(plan, 'gate')],
          ['otherwise', rows(plan, 'otherwise').map(rung => text(rung, 'kind')).join(', then ') || null],
        ]}
      />
      {plan !== undefined && (
        <>
          <h3>what would be done</h3>
          <Steps steps={rows(plan, 'steps')} />
        </>
      )}
    </>
  )
}

import { useList } from '../../data/list'
import { number, rows, text, texts, time } from '../../data/value'
import { Decide } from '../../parts/Decide'
import { DetailPage } from '../../parts/DetailPage'
import { Fields } from '../../parts/Fields'
import { Loaded } from '../../parts/Loaded'
import { Panel } from '../../parts/Panel'
import { Steps } from '../../parts/Steps'
import { When } from '../../parts/When'
import { Word } from '../../parts/Word'
import { duration } from '../../parts/duration'
import type { Row } from '../../wire/frames'
import { Success } from './Success'
import { Try } from './Try'

const mostRuns = 10

/** One playbook: what it answers, what it does, how it went, and what it would do about an event. */
export function Playbook({ id }: { id: string }) {
  return (
    <DetailPage noun="playbooks" id={id}>
      {(row, again) => <Shown row={row} id={id} onDone={again} />}
    </DetailPage>
  )
}

function Shown({ row, id, onDone }: { row: Row; id: string; onDone: () => void }) {
  const standing = text(row, 'standing') ?? 'unknown'
  const path = `/api/v1/playbooks/${encodeURIComponent(id)}`
  const [timeout, deadline, cooldown] = [number(row, 'timeout_ms'), number(row, 'deadline_ms'), number(row, 'cooldown_ms')]
  return (
    <>
      <header>
        <h1>{text(row, 'title')}</h1>
        <Word word={standing} />
        {['shadow', 'disabled'].includes(standing) && (
          <Decide title={`Enable ${id}`} act="enable" path={`${path}/enable`} reason="none" role="operator" onDone={onDone}>
            <p>From the next event that fits on, it acts. Its risk is {text(row, 'risk')}.</p>
          </Decide>
        )}
        {standing !== 'disabled' && (
          <Decide title={`Disable ${id}`} act="disable" path={`${path}/disable`} reason="needed" role="operator" tone="danger" onDone={onDone}>
            <p>It answers nothing until somebody enables it. Runs that have begun go on.</p>
          </Decide>
        )}
      </header>
      <div class="columns">
        <Panel title="How it went">
          <p>
            <Success row={row} />
          </p>
          <Fields
            of={[
              ['planned', number(row, 'planned')],
              ['verified', number(row, 'verified')],
              ['failed', number(row, 'failed')],
              ['confidence', number(row, 'confidence')?.toFixed(2) ?? null],
              ['resting', number(row, 'cooling_groups') || null],
            ]}
          />
          <LastRuns id={id} />
        </Panel>
        <Panel title="What it answers">
          <Fields
            of={[
              ['events', <code>{text(row, 'on')}</code>],
              ['when', text(row, 'when') && <code>{text(row, 'when')}</code>],
              ['window', text(row, 'window')],
              ['one run for each', texts(row, 'group_by').join(', ') || null],
              ['when busy', text(row, 'when_busy')],
              ['may reach', text(row, 'targets')],
              ['risk', text(row, 'risk')],
              ['rests for', cooldown === null ? null : duration(cooldown)],
              ['a step may take', timeout === null ? null : duration(timeout)],
              ['all may take', deadline === null ? null : duration(deadline)],
              ['tries again', number(row, 'retries')],
              ['version', number(row, 'version')],
              ['written in', <code>{text(row, 'origin')}</code>],
            ]}
          />
        </Panel>
      </div>
      <Panel title="Steps">
        <Steps steps={rows(row, 'steps')} />
        <Fields
          of={[
            ['well when', text(row, 'gate')],
            ['otherwise', texts(row, 'otherwise').join(', then ') || null],
          ]}
        />
      </Panel>
      <Try id={id} on={text(row, 'on') ?? ''} />
    </>
  )
}

function LastRuns({ id }: { id: string }) {
  const runs = useList('runs', '/api/v1/runs', { limit: 500 })
  const own = runs.rows.filter(run => text(run, 'playbook') === id)
  return (
    <Loaded load={runs.load} what="runs">
      {() => (
        <ul class="rows">
          {own.slice(0, mostRuns).map(run => (
            <li key={text(run, 'id')}>
              <Word word={text(run, 'phase')} />
              <a href={`/runs/${encodeURIComponent(text(run, 'id') ?? '')}`}>{text(run, 'target')}</a>
              <When at={time(run, 'planned_at')} isShort />
            </li>
          ))}
          {own.length === 0 && <li class="dim">none of the newest runs is its own</li>}
        </ul>
      )}
    </Loaded>
  )
}

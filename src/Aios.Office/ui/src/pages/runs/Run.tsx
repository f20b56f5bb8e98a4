import { useLoad } from '../../data/load'
import { one } from '../../data/rest'
import { number, rows, text, texts, time } from '../../data/value'
import { Decide } from '../../parts/Decide'
import { DetailPage } from '../../parts/DetailPage'
import { Fields } from '../../parts/Fields'
import { Loaded } from '../../parts/Loaded'
import { Panel } from '../../parts/Panel'
import { Partial } from '../../parts/States'
import { Steps } from '../../parts/Steps'
import { Timeline } from '../../parts/Timeline'
import { TraceLink } from '../../parts/TraceLink'
import { When } from '../../parts/When'
import { Word } from '../../parts/Word'
import { duration } from '../../parts/duration'
import type { Row } from '../../wire/frames'

/** One execution of a playbook: why it began, what it does, how it went. */
export function Run({ id }: { id: string }) {
  return (
    <DetailPage noun="runs" id={id}>
      {(row, again) => <Shown row={row} id={id} onDone={again} />}
    </DetailPage>
  )
}

function Shown({ row, id, onDone }: { row: Row; id: string; onDone: () => void }) {
  const isOver = row['over'] === true
  const path = `/api/v1/runs/${encodeURIComponent(id)}`
  const left = number(row, 'left_ms')
  const notUndone = texts(row, 'not_undone')
  const asked = /aios approvals show (\S+)/.exec(text(row, 'approval') ?? '')?.[1]
  return (
    <>
      <header>
        <h1>
          {text(row, 'playbook')} on {text(row, 'target')}
        </h1>
        <Word word={text(row, 'phase')} />
        {asked !== undefined && (
          <a class="button" href={`/approvals/${encodeURIComponent(asked)}`}>
            decide
          </a>
        )}
        {!isOver && (
          <Decide title={`Cancel ${id}`} act="cancel the run" path={`${path}/cancel`} reason="needed" role="operator" tone="danger" onDone={onDone}>
            <p>The run ends, and what it did so far is put back.</p>
          </Decide>
        )}
        {text(row, 'phase') === 'stuck' && (
          <Decide title={`Put back what ${id} did`} act="try the rollback again" path={`${path}/retry-rollback`} reason="needed" role="operator" onDone={onDone}>
            <p>What it could not put back is tried once more, in reverse order: {notUndone.join(', ') || 'nothing is left'}.</p>
          </Decide>
        )}
      </header>
      {notUndone.length > 0 && <Partial missing={`could not be put back: ${notUndone.join(', ')}`} />}
      <Panel title={text(row, 'title') ?? 'Run'}>
        <Fields
          of={[
            ['because of', <a href={`/events?id=${encodeURIComponent(text(row, 'event_id') ?? '')}`}>{text(row, 'event_type')}</a>],
            ['trace', text(row, 'trace_id') && <TraceLink id={text(row, 'trace_id')} />],
            ['priority', text(row, 'priority')],
            ['planned', <When at={time(row, 'planned_at')} />],
            ['changed', <When at={time(row, 'updated_at')} />],
            ['time left', left === null ? null : duration(left)],
            ['attempt', number(row, 'attempt')],
            ['approval', text(row, 'approval')],
            ['well when', text(row, 'gate')],
            ['put back', texts(row, 'put_back').join(', ') || null],
            ['otherwise', texts(row, 'ladder').join(', then ') || null],
            ['reason', text(row, 'reason')],
          ]}
        />
      </Panel>
      <Panel title="Steps">
        <Steps steps={rows(row, 'steps')} done={texts(row, 'done')} at={text(row, 'step')} />
      </Panel>
      {texts(row, 'history').length > 0 && (
        <details class="panel">
          <summary>Everything it did ({texts(row, 'history').length})</summary>
          <pre>{texts(row, 'history').join('\n')}</pre>
        </details>
      )}
      <Why id={id} change={text(row, 'updated_at') ?? ''} />
    </>
  )
}

function Why({ id, change }: { id: string; change: string }) {
  const load = useLoad(`why ${id} ${change}`, signal => one(`/api/v1/why/${encodeURIComponent(id)}`, {}, signal))
  return (
    <Panel title="Why, and what followed">
      <Loaded load={load} what="the time line">
        {chain => (
          <>
            {chain['cut'] === true && <Partial missing="the oldest events of a long chain" />}
            <Timeline links={rows(chain, 'links')} />
          </>
        )}
      </Loaded>
    </Panel>
  )
}

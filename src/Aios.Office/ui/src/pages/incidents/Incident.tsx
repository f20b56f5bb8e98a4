import { number, rows, text, time } from '../../data/value'
import { Decide } from '../../parts/Decide'
import { DetailPage } from '../../parts/DetailPage'
import { Fields } from '../../parts/Fields'
import { Panel } from '../../parts/Panel'
import { Partial } from '../../parts/States'
import { Timeline } from '../../parts/Timeline'
import { TraceLink } from '../../parts/TraceLink'
import { When } from '../../parts/When'
import { Word } from '../../parts/Word'
import { duration } from '../../parts/duration'
import type { Row } from '../../wire/frames'

/** One incident with its time line: signs, decisions, runs, verdicts. */
export function Incident({ id }: { id: string }) {
  return (
    <DetailPage noun="incidents" id={id}>
      {(row, again) => <Shown row={row} id={id} onDone={again} />}
    </DetailPage>
  )
}

function Shown({ row, id, onDone }: { row: Row; id: string; onDone: () => void }) {
  const recovered = number(row, 'time_to_recover_ms')
  return (
    <>
      <header>
        <h1>
          {text(row, 'family')} on {text(row, 'target')}
        </h1>
        <Word word={text(row, 'severity')} />
        <Word word={text(row, 'phase')} />
        {text(row, 'phase') === 'open' && (
          <Decide
            title={`Look after ${id}`}
            act="I look after it"
            path={`/api/v1/incidents/${encodeURIComponent(id)}/ack`}
            reason="free"
            role="operator"
            onDone={onDone}
          >
            <p>Your name goes on record, and others see that somebody is on it. Repairs go on as before.</p>
          </Decide>
        )}
      </header>
      <Panel title="What it is">
        <Fields
          of={[
            ['opened', <When at={time(row, 'opened_at')} />],
            ['first sign', text(row, 'first_event')],
            ['trace', text(row, 'trace_id') && <TraceLink id={text(row, 'trace_id')} />],
            ['events', number(row, 'count')],
            ['reopened', number(row, 'reopenings') || null],
            ['found after', duration(number(row, 'time_to_detect_ms') ?? 0)],
            ['over', text(row, 'resolved_at') === null ? null : <When at={time(row, 'resolved_at')} />],
            ['took', recovered === null ? null : duration(recovered)],
            ['looked after', text(row, 'acknowledged_by')],
            ['reason', text(row, 'reason')],
          ]}
        />
      </Panel>
      {rows(row, 'answers').length > 0 && (
        <Panel title="Repairs">
          <ul class="rows">
            {rows(row, 'answers').map(run => (
              <li key={text(run, 'id')}>
                <Word word={text(run, 'phase')} />
                <a href={`/runs/${encodeURIComponent(text(run, 'id') ?? '')}`}>{text(run, 'playbook')}</a>
                <When at={time(run, 'planned_at')} />
              </li>
            ))}
          </ul>
        </Panel>
      )}
      <Panel title="Time line">
        {row['cut'] === true && <Partial missing="the oldest events of a long chain" />}
        <Timeline links={rows(row, 'links')} />
      </Panel>
    </>
  )
}

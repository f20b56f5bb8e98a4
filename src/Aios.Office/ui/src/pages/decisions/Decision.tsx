import { number, rows, text, texts, time } from '../../data/value'
import { Bar } from '../../parts/Bar'
import { DetailPage } from '../../parts/DetailPage'
import { Fields } from '../../parts/Fields'
import { Panel } from '../../parts/Panel'
import { TraceLink } from '../../parts/TraceLink'
import { When } from '../../parts/When'
import { Word } from '../../parts/Word'
import type { Row } from '../../wire/frames'

/** One decision: every option with its reason, and what became of it. */
export function Decision({ id }: { id: string }) {
  return (
    <DetailPage noun="decisions" id={id}>
      {row => <Shown row={row} />}
    </DetailPage>
  )
}

function Shown({ row }: { row: Row }) {
  const [run, cause, confidence] = [text(row, 'run'), text(row, 'cause'), number(row, 'confidence')]
  const [options, before] = [rows(row, 'options'), rows(row, 'before')]
  return (
    <>
      <header>
        <h1>{text(row, 'context')}</h1>
        <Word word={text(row, 'outcome')} />
      </header>
      <Panel title={text(row, 'chosen') === null ? 'Nothing was chosen' : `Chosen: ${text(row, 'chosen')}`}>
        <p>{text(row, 'rationale')}</p>
        <Fields
          of={[
            ['stage', text(row, 'stage')],
            ['when', <When at={time(row, 'at')} />],
            ['confidence', confidence === null ? null : confidence.toFixed(2)],
            ['policy', text(row, 'policy')],
            ['because of', cause && <a href={`/events?id=${encodeURIComponent(cause)}`}>{cause}</a>],
            ['trace', text(row, 'trace_id') && <TraceLink id={text(row, 'trace_id')} />],
            ['run', run && <a href={`/runs/${encodeURIComponent(run)}`}>{run}</a>],
            ['who has a say', texts(row, 'stakeholders').join(', ') || null],
            ['what follows', texts(row, 'consequences').join('; ') || null],
            ['outcome because', text(row, 'outcome_why')],
            ['tags', texts(row, 'tags').join(', ') || null],
          ]}
        />
      </Panel>
      <Panel title="Among">
        {options.length === 0 && <p class="dim">There was nothing to choose from.</p>}
        <ul class="candidates">
          {options.map(option => {
            const [name, score] = [text(option, 'name'), number(option, 'score')]
            const isChosen = name === text(row, 'chosen')
            return (
              <li key={name} class={isChosen ? 'chosen' : ''}>
                <b>
                  {isChosen && <span class="ok">✓ </span>}
                  {name}
                </b>
                <Bar percent={(score ?? 0) * 100} />
                <span class="dim">{score?.toFixed(2) ?? '?'}</span>
                <span class="reason">{text(option, 'reason')}</span>
              </li>
            )
          })}
        </ul>
      </Panel>
      {before.length > 0 && (
        <Panel title="What was said of it before">
          <ul class="rows">
            {before.map(version => (
              <li key={number(version, 'version')}>
                <Word word={text(version, 'outcome')} />
                <span class="line">{text(version, 'outcome_why')}</span>
                <span class="dim">
                  until <When at={time(version, 'until')} isShort />
                </span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  )
}

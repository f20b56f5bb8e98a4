import { now } from '../../data/now'
import { rows, text, texts, time } from '../../data/value'
import { DetailPage } from '../../parts/DetailPage'
import { Fields } from '../../parts/Fields'
import { Panel } from '../../parts/Panel'
import { Steps } from '../../parts/Steps'
import { When } from '../../parts/When'
import { Word } from '../../parts/Word'
import { duration } from '../../parts/duration'
import type { Row } from '../../wire/frames'
import { Answer } from './Answer'

/** Exactly what would be done, and the only place where it is decided. */
export function Approval({ id }: { id: string }) {
  return (
    <DetailPage noun="approvals" id={id}>
      {(row, again) => <Shown row={row} id={id} onDone={again} />}
    </DetailPage>
  )
}

function Shown({ row, id, onDone }: { row: Row; id: string; onDone: () => void }) {
  const isOpen = text(row, 'state') === 'open'
  const ends = time(row, 'expires_at')
  const left = ends === null ? null : ends - now.value
  const signed = texts(row, 'signed_by')
  return (
    <>
      <header>
        <h1>
          {text(row, 'playbook')} on {text(row, 'target')}
        </h1>
        <Word word={text(row, 'state')} />
        {isOpen && left !== null && (
          <span class={left < 60_000 ? 'bad' : 'warn'}>{left > 0 ? `${duration(left)} left` : 'its time is over'}</span>
        )}
      </header>
      <Panel title="What is asked">
        <p>{text(row, 'text')}</p>
        <Fields
          of={[
            ['run', <a href={`/runs/${encodeURIComponent(text(row, 'run') ?? '')}`}>{text(row, 'run')}</a>],
            ['its phase', text(row, 'run_phase') === null ? null : <Word word={text(row, 'run_phase')} />],
            ['playbook', `${text(row, 'playbook')}, version ${text(row, 'version')}`],
            ['target', text(row, 'target')],
            ['needs', text(row, 'need')],
            ['signed by', signed.length === 0 ? null : signed.join(', ')],
            ['asked', <When at={time(row, 'asked_at')} />],
            ['ends', <When at={ends} />],
            ['decided by', text(row, 'decided_by')],
            ['why', text(row, 'why')],
          ]}
        />
      </Panel>
      <Panel title="What would be done">
        <Steps steps={rows(row, 'steps')} at={text(row, 'step')} atWord="asked-for" />
      </Panel>
      {rows(row, 'otherwise').length > 0 && (
        <Panel title="And if that does not help">
          <Steps steps={rows(row, 'otherwise')} />
        </Panel>
      )}
      {isOpen && <Answer row={row} id={id} onDone={onDone} />}
    </>
  )
}

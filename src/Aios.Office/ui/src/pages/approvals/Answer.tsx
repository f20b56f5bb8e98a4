import { rows, text } from '../../data/value'
import { Decide } from '../../parts/Decide'
import { Panel } from '../../parts/Panel'
import type { Row } from '../../wire/frames'

const harmless = new Set(['read', 'reversible'])

/** Yes or no. The code stands for exactly this plan: one that changed meanwhile has another, and the node refuses. */
export function Answer({ row, id, onDone }: { row: Row; id: string; onDone: () => void }) {
  const code = text(row, 'code')
  const isRisky = rows(row, 'steps').some(step => !harmless.has(text(step, 'risk') ?? ''))
  const against = code === null ? 'the node gave no code for this plan' : undefined
  const path = `/api/v1/approvals/${encodeURIComponent(id)}`
  const what = `${text(row, 'playbook')} on ${text(row, 'target')}`
  return (
    <Panel title="Your answer">
      {code !== null && (
        <p>
          <span class="dim">code of this plan</span> <span class="code">{code}</span>
        </p>
      )}
      <div class="actions">
        <Decide
          title={`Approve ${what}`}
          act="approve"
          path={`${path}/approve`}
          body={{ code }}
          reason={isRisky ? 'needed' : 'free'}
          role="approver"
          against={against}
          onDone={onDone}
        >
          <p>
            The run goes on with the plan of code <b>{code}</b> at once.
            {isRisky && ' Its steps cannot simply be taken back, so a reason is needed.'}
          </p>
        </Decide>
        <Decide title={`Deny ${what}`} act="deny" path={`${path}/deny`} reason="needed" role="approver" tone="danger" onDone={onDone}>
          <p>The run ends, and what it did so far is put back.</p>
        </Decide>
      </div>
    </Panel>
  )
}

import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { asProblem, type Problem } from '../data/problem'
import { write } from '../data/rest'
import { may, session } from '../data/session'
import type { Row } from '../wire/frames'
import { Dialog } from './Dialog'
import { Failed } from './States'

interface Props {
  readonly title: string
  /** The button's words, here and in the dialog: what happens, never "OK". */
  readonly act: string
  readonly path: string
  readonly body?: Readonly<Record<string, unknown>>
  /** Whether one has to be typed, may be, or is not taken. */
  readonly reason: 'needed' | 'free' | 'none'
  readonly role: string
  /** What stands against it besides the role; the button is dead then. */
  readonly against?: string | undefined
  readonly tone?: 'strong' | 'danger' | ''
  /** The answer opens a door: it is kept for no second try. */
  readonly isSecret?: boolean
  readonly onDone: (answer: Row) => void
  readonly children?: ComponentChildren
}

/** Why the person may not; undefined when the role is enough and the node takes writes. */
export function lacking(role: string): string | undefined {
  const standing = session.value
  if (may(standing, role)) return undefined
  return standing.is === 'in' && standing.readonly ? 'this node is read-only' : `needs the role ${role}`
}

/** A button for something that is not taken back lightly: it asks in a dialog, where a reason is typed, and sends it once. */
export function Decide({ title, act, path, body, reason, role, against, tone = 'strong', isSecret = false, onDone, children }: Props) {
  const [key, setKey] = useState<string | null>(null)
  const [typed, type] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const why = lacking(role) ?? against
  const isReady = !isBusy && why === undefined && (reason !== 'needed' || typed.trim() !== '')
  const open = () => {
    setProblem(null)
    setKey(crypto.randomUUID())
  }
  const close = () => setKey(null)
  const send = async (event: Event) => {
    event.preventDefault()
    if (!isReady || key === null) return
    setBusy(true)
    setProblem(null)
    try {
      // The same key on a second try, so that a lost answer does not make it happen twice.
      const answer = await write(path, { ...body, ...(typed.trim() !== '' && { reason: typed.trim() }) }, isSecret ? null : key)
      close()
      type('')
      onDone(answer)
    } catch (error) {
      const found = asProblem(error)
      setProblem(found)
      if (found.status !== 0) setKey(crypto.randomUUID())
    }
    setBusy(false)
  }
  return (
    <>
      <button type="button" class={`button ${tone}`} disabled={why !== undefined} onClick={open}>
        {why === undefined ? `${act}…` : `${act}: ${why}`}
      </button>
      {key !== null && (
        <Dialog title={title} onClose={close}>
          <form class="stack" onSubmit={event => void send(event)}>
            {children}
            {reason !== 'none' && (
              <div class="field">
                <label for="reason">reason{reason === 'needed' ? '' : ' (may be left out)'}, for the record</label>
                <textarea id="reason" rows={3} autofocus value={typed} onInput={event => type(event.currentTarget.value)} />
              </div>
            )}
            {problem !== null && <Failed problem={problem} />}
            <div class="actions">
              <button type="submit" class={`button ${tone}`} disabled={!isReady}>
                {isBusy ? 'sending…' : act}
              </button>
              <button type="button" class="button" onClick={close}>
                not now
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  )
}

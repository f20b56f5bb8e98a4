import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { asProblem, type Problem } from '../data/problem'
import { post } from '../data/rest'
import { Dialog } from './Dialog'
import { Failed } from './States'

interface Props {
  readonly title: string
  /** The button's words, here and in the dialog: what happens, never "OK". */
  readonly act: string
  readonly path: string
  readonly body?: Readonly<Record<string, unknown>>
  readonly needsReason: boolean
  readonly isDisabled?: boolean
  readonly why?: string | undefined
  readonly tone?: 'strong' | 'danger'
  readonly onDone: () => void
  readonly children?: ComponentChildren
}

/** A button for something that is not taken back lightly: it asks in a dialog, where a reason is typed, and sends it once. */
export function Decide({ title, act, path, body, needsReason, isDisabled = false, why, tone = 'strong', onDone, children }: Props) {
  const [key, setKey] = useState<string | null>(null)
  const [reason, setReason] = useState('')
  const [isBusy, setBusy] = useState(false)
  const [problem, setProblem] = useState<Problem | null>(null)
  const close = () => setKey(null)
  const isReady = !isBusy && (!needsReason || reason.trim() !== '')
  const send = async (event: Event) => {
    event.preventDefault()
    if (!isReady || key === null) return
    setBusy(true)
    setProblem(null)
    try {
      // The same key on a second try, so that a lost answer does not make it happen twice.
      await post(path, { ...body, ...(reason.trim() !== '' && { reason: reason.trim() }) }, key)
      close()
      setReason('')
      onDone()
    } catch (error) {
      const found = asProblem(error)
      setProblem(found)
      if (found.status !== 0) setKey(crypto.randomUUID())
    }
    setBusy(false)
  }
  return (
    <>
      <button type="button" class={`button ${tone}`} disabled={isDisabled} title={why} onClick={() => setKey(crypto.randomUUID())}>
        {act}…
      </button>
      {key !== null && (
        <Dialog title={title} onClose={close}>
          <form class="stack" onSubmit={event => void send(event)}>
            {children}
            <div class="field">
              <label for="reason">reason{needsReason ? '' : ' (may be left out)'}, for the record</label>
              <textarea id="reason" rows={3} autofocus value={reason} onInput={event => setReason(event.currentTarget.value)} />
            </div>
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

import { useState } from 'preact/hooks'
import { Title } from '../app/Title'
import type { Problem } from '../data/problem'
import { login, look, loginOf } from '../data/session'
import { CliLine } from '../parts/CliLine'
import { Failed } from '../parts/States'

/** Nobody is logged in: says how to get in. */
export function Login({ problem }: { problem: Problem | null }) {
  const [typed, type] = useState('')
  const [isWrong, setWrong] = useState(false)
  const submit = (event: Event) => {
    event.preventDefault()
    const token = loginOf(typed.trim().slice(Math.max(0, typed.indexOf('#'))))
    setWrong(token === null)
    if (token !== null) void login(token)
  }
  const isDown = problem?.status === 0
  return (
    <main class="login">
      <Title text="log in" />
      <h1>{isDown ? 'The node does not answer' : 'Log in'}</h1>
      {problem !== null && !isDown && <Failed problem={problem} />}
      {isDown ? (
        <>
          <p>The page is here, but the node behind it is not. Is it running?</p>
          <CliLine line="aios up" />
          <button type="button" class="button strong" onClick={() => void look()}>
            try again
          </button>
        </>
      ) : (
        <>
          <p>
            The node prints an address that opens this page once, within fifteen minutes. On its machine, this makes another:
          </p>
          <CliLine line="aios office url" />
          <form class="stack" onSubmit={submit}>
            <div class="field">
              <label for="address">or paste the address here</label>
              <input id="address" type="password" autocomplete="off" aria-invalid={isWrong} value={typed} onInput={event => type(event.currentTarget.value)} />
              {isWrong && <small class="bad">× an address that logs in ends in #login=…</small>}
            </div>
            <button type="submit" class="button strong">
              log in
            </button>
          </form>
        </>
      )}
    </main>
  )
}

// A real node, as it was built with the rest, on a port of its own; what is left of it is gone after its end.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** `dotnet build` has put it there. */
export const executable = process.env.AIOS_PATH ?? join(import.meta.dirname, '../../../../Aios.Node/bin/Debug/net10.0/aios')

const freePort = () =>
  new Promise(done => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address()
      server.close(() => done(port))
    })
  })

/** @returns the node: what its lines said, what talks to it, what kills it and what starts it again in the same folder. */
export async function startNode() {
  const data = mkdtempSync(join(tmpdir(), 'aios-page-'))
  const env = { ...process.env, AIOS__OFFICE__PORT: String(await freePort()) }
  const node = { url: '', login: '', token: '', child: null }

  const lines = async (words, until) => {
    const child = spawn(executable, [...words, '--data', data], { env, stdio: ['ignore', 'pipe', 'inherit'] })
    const ended = new Promise(done => child.once('close', done))
    const text = await new Promise((done, fail) => {
      let said = ''
      child.stdout.on('data', part => until((said += part)) && done(said))
      void ended.then(code => (until(said, true) ? done(said) : fail(new Error(`${words.join(' ')} ended with ${code}: ${said}`))))
    })
    return { child, text, ended }
  }

  node.up = async () => {
    const { child, text, ended } = await lines(['up'], said => /^READY .*\n/m.test(said))
    Object.assign(node, { child, ended, url: /office=(\S+)/.exec(text)[1], login: /#login=\S+/.exec(text)[0] })
    return performance.now()
  }
  node.kill = async () => {
    node.child.kill('SIGKILL')
    await node.ended
  }
  node.ask = async (path, body) => {
    const answer = await fetch(`${node.url}/api/v1/${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { Authorization: `Bearer ${node.token}`, 'Content-Type': 'application/json' },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    })
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
    return answer.json()
  }
  node.end = async () => {
    await node.kill()
    rmSync(data, { recursive: true, force: true })
  }

  await node.up()
  const { text } = await lines(['tokens', 'create', 'page', '--role', 'admin', '--json'], (said, isOver) => isOver === true && said.includes('secret'))
  node.token = JSON.parse(text).items[0].secret
  return node
}

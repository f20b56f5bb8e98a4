// The built client in a real browser: what only a browser can tell. Without one it is skipped, and fails where CI is set.
import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { after, before, test } from 'node:test'
import { serve } from '../fixture/server.mjs'
import { chromiumPath, launch, open } from './browser.mjs'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const isThere = existsSync(chromiumPath)
if (!isThere && process.env.CI) throw new Error(`no browser at ${chromiumPath}: apt-get install chromium, or set CHROMIUM_PATH`)
const skip = isThere ? false : `no browser at ${chromiumPath}`

let browser, well, ill, out
before(async () => {
  if (!isThere) return
  browser = await launch()
  ;[well, ill, out] = await Promise.all([serve({ isWell: true }), serve(), serve({ isOut: true })])
})
after(async () => {
  await browser?.close()
  for (const server of [well, ill, out]) server?.end()
})

const pages = [
  '/', '/incidents', '/incidents/inc-1', '/approvals', '/approvals/disk-cleanup-40.1', '/runs', '/runs/disk-cleanup-40', '/runs/disk-cleanup-10', '/runs/no-such-run',
  '/events', '/events?id=e-236', '/traces', '/traces/t-1?at=e-40', '/traces/t-1?view=graph', '/traces/t-1?view=json', '/traces/no-such-trace', '/decisions',
  '/decisions/d-1', '/playbooks', '/playbooks/disk-cleanup', '/rollbacks', '/rollbacks/score', '/queue', '/actors', '/actors?at=%2Fuser%2Faios%2Fsensors%2Fcertificate',
  '/health', '/settings', '/no-such-page',
]

const violations = async page => {
  // Over the debugger's own door, which the page's policy does not close.
  await page.evaluate(axe)
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ['violations'] }))
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(node => node.html).slice(0, 3).join(' | ')}`)
}

for (const path of ['well', 'login', ...pages])
  test(`${path} is accessible in both themes at every width, and keeps to itself`, { skip }, async () => {
    const server = path === 'well' ? well : path === 'login' ? out : ill
    const { page, context, faults, foreign } = await open(browser, server.url, { path: path.startsWith('/') ? path : '/' })
    const found = []
    for (const theme of ['dark', 'light']) {
      await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await page.waitForSelector(`html[data-theme=${theme}]`)
      for (const width of [375, 768, 1280]) {
        await page.setViewportSize({ width, height: 900 })
        found.push(...(await violations(page)).map(each => `${theme} ${width}: ${each}`))
      }
    }
    assert.deepEqual([...found, ...foreign, ...faults.filter(fault => !/status of 40[14]/.test(fault))], [])
    await page.setViewportSize({ width: 320, height: 900 })
    assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 320, 'it has to be moved sideways at 320 pixels')
    await context.close()
  })

test('what a finger has to meet is 44 pixels high on a phone', { skip }, async () => {
  const { page, context } = await open(browser, ill.url, { path: '/approvals/disk-cleanup-40.1', width: 375 })
  const small = await page.$$eval('button, nav a', all => all.filter(each => each.getBoundingClientRect().height < 44).map(each => each.textContent))
  assert.deepEqual(small, [])
  await context.close()
})

test('a page is three files', { skip }, async () => {
  const server = await serve({ isWell: true })
  const { context } = await open(browser, server.url)
  assert.equal(server.state.asked.filter(path => !path.startsWith('/api/')).length, 3)
  await context.close()
  server.end()
})

test('an approval is given by keyboard alone, with a reason, and once', { skip }, async () => {
  const { page, context } = await open(browser, ill.url, { path: '/' })
  await page.keyboard.press('g')
  await page.keyboard.press('p')
  await page.waitForSelector('[role=grid] [role=row]')
  await page.keyboard.press('j')
  await page.keyboard.press('Enter')
  const approve = page.getByRole('button', { name: 'approve…' })
  await approve.focus()
  await page.keyboard.press('Enter')
  await page.waitForSelector('dialog textarea:focus')
  const before = ill.state.written.length
  await page.keyboard.type('a p d x ? :')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await page.waitForSelector('dialog', { state: 'detached' })
  const written = ill.state.written.slice(before)
  assert.equal(written.length, 1)
  assert.equal(written[0].path, '/api/v1/approvals/disk-cleanup-40.1/approve')
  assert.deepEqual(written[0].body, { code: 'ABC234', reason: 'a p d x ? :' })
  assert.ok(written[0].headers['idempotency-key'])
  assert.equal(written[0].headers['x-aios-antiforgery'], 'a')
  assert.equal(await page.evaluate(() => document.activeElement.textContent), 'approve…')
  await context.close()
})

test('every page is reached, read and left by keyboard, and no key by itself writes anything', { skip }, async () => {
  const { page, context } = await open(browser, ill.url)
  const before = ill.state.written.length
  const at = path => page.waitForFunction(wanted => location.pathname === wanted && document.querySelector('.skeleton') === null, path)
  for (const [key, path, opened] of [
    ['i', '/incidents', '/incidents/inc-1'], ['p', '/approvals', '/approvals/disk-cleanup-40.1'], ['r', '/runs', '/runs/disk-cleanup-40'], ['t', '/traces', '/traces/t-1'],
    ['d', '/decisions', '/decisions/d-1'], ['b', '/playbooks', '/playbooks/disk-cleanup'], ['u', '/rollbacks', '/runs/disk-cleanup-11'], ['q', '/queue', '/events'],
    ['e', '/events', '/events'], ['a', '/actors', '/actors'], ['h', '/health'], ['s', '/settings'], ['o', '/'],
  ]) {
    await page.keyboard.press('g')
    await page.keyboard.press(key)
    await at(path)
    if (opened === undefined) continue
    await page.waitForSelector('[role=grid] [role=row] [role=gridcell]')
    await page.keyboard.press('j')
    await page.keyboard.press('Enter')
    await at(opened)
    if (opened === path) await page.waitForSelector('.split.open')
    await page.keyboard.press('Escape')
    // From its own page back to the list, or the part beside the list is closed.
    if (opened === path) await page.waitForSelector('.split.open', { state: 'detached' })
    else if (opened.startsWith(`${path}/`)) await at(path)
  }
  for (const path of ['/traces/t-1', '/playbooks/disk-cleanup', '/rollbacks/score', '/queue', '/settings', '/runs/disk-cleanup-10', '/approvals/disk-cleanup-40.1']) {
    await page.goto(ill.url + path)
    await at(path)
    for (const key of 'abcdefhiklmnopqrstuvwxyz0123456789') await page.keyboard.press(key)
  }
  assert.deepEqual(ill.state.written.slice(before), [])
  await context.close()
})

test('a trace is walked by cause and effect, and narrowed to a path', { skip }, async () => {
  const { page, context } = await open(browser, ill.url, { path: '/traces/t-1' })
  const marked = () => page.evaluate(() => new URLSearchParams(location.search).get('at'))
  const press = async (key, expected) => {
    await page.keyboard.press(key)
    await page.waitForFunction(id => new URLSearchParams(location.search).get('at') === id, expected)
  }
  await press('j', 'e-38')
  await press('l', 'e-40')
  await press('l', 'e-41')
  await press('h', 'e-40')
  await press('l', 'e-41')
  await page.keyboard.press('f')
  await page.waitForSelector('text=5 of 6 events')
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => location.search === '')
  assert.equal(await marked(), null)
  await context.close()
})

test('events are taken out of the queue all at once, after they were shown, with a reason', { skip }, async () => {
  const { page, context } = await open(browser, ill.url, { path: '/queue' })
  const before = ill.state.written.length
  await page.getByLabel('type').fill('app.*')
  await page.getByRole('button', { name: 'which wait' }).click()
  await page.getByRole('button', { name: 'take them out…' }).click()
  await page.waitForSelector('dialog textarea:focus')
  await page.keyboard.type('a storm')
  await page.getByRole('button', { name: 'take them out', exact: true }).click()
  await page.waitForSelector('text=42 taken out')
  assert.deepEqual(
    ill.state.written.slice(before).map(({ path, body }) => [path, body]),
    [['/api/v1/queue/cancel', { type: 'app.*', 'dry-run': true }], ['/api/v1/queue/cancel', { type: 'app.*', yes: true, reason: 'a storm' }]],
  )
  await context.close()
})

test('an actor is set back only after what would change was shown', { skip }, async () => {
  const { page, context } = await open(browser, ill.url, { path: '/rollbacks/score' })
  const before = ill.state.written.length
  assert.equal(await page.getByRole('button', { name: 'set it back…' }).count(), 0)
  await page.getByRole('button', { name: 'what would change' }).first().click()
  await page.waitForSelector('text=score would be as it was after 200')
  assert.ok(await page.isVisible('td:has-text("degraded")'))
  await page.getByRole('button', { name: 'set it back…' }).click()
  await page.waitForSelector('dialog textarea:focus')
  await page.keyboard.type('it was a mistake')
  await page.getByRole('button', { name: 'set it back', exact: true }).click()
  await page.waitForSelector('text=score is as it was after 200')
  assert.deepEqual(ill.state.written.slice(before).map(({ body }) => body), [{ to: 'score@200', 'dry-run': true }, { to: '200', yes: true, reason: 'it was a mistake' }])
  await context.close()
})

test('the secret of a token is shown once, and asked for without a key that would keep it', { skip }, async () => {
  const { page, context } = await open(browser, ill.url, { path: '/settings' })
  await page.getByRole('button', { name: 'make a token…' }).click()
  await page.getByLabel(/^name/).fill('probe')
  await page.getByLabel('role').selectOption('source')
  await page.getByRole('button', { name: 'make a token', exact: true }).click()
  await page.waitForSelector('text=aios_the-secret')
  const { body, headers } = ill.state.written.at(-1)
  assert.deepEqual([body, headers['idempotency-key']], [{ name: 'probe', role: 'source', expires: '90d' }, undefined])
  await page.getByRole('button', { name: 'I have it' }).click()
  assert.equal(await page.getByText('aios_the-secret').count(), 0)
  await context.close()
})

for (const [session, why] of [[{ role: 'viewer' }, /: needs the role (operator|approver)$/], [{ readonly: true }, /: this node is read-only$/]])
  test(`who may not write is told why, and nothing is asked that would be refused: ${JSON.stringify(session)}`, { skip }, async () => {
    const server = await serve({ session })
    const { page, context, faults } = await open(browser, server.url, { width: 375 })
    for (const [path, count] of [['/queue', 1], ['/playbooks/disk-cleanup', 1], ['/runs/disk-cleanup-10', 1], ['/incidents/inc-1', 1], ['/approvals/disk-cleanup-40.1', 2]]) {
      await page.goto(server.url + path)
      const told = page.getByRole('button', { name: why })
      await told.first().waitFor()
      assert.equal(await told.count(), count, path)
      assert.equal(await page.getByRole('button', { name: /…$/ }).count(), 0, `${path} offers what would be refused`)
      assert.ok((await page.evaluate(() => document.documentElement.scrollWidth)) <= 375, `${path} has to be moved sideways`)
    }
    await page.goto(server.url + '/settings')
    await page.waitForSelector(session.role === 'viewer' ? 'text=needs the role admin' : 'text=made by')
    await page.goto(server.url + '/rollbacks/score')
    await page.waitForSelector(session.role === 'viewer' ? 'text=needs the role operator' : 'text=read-only')
    const asked = server.state.asked.filter(path => /tokens|audit/.test(path))
    assert.equal(asked.length > 0, session.role !== 'viewer')
    assert.deepEqual([server.state.written, faults.filter(fault => !/40[14]/.test(fault))], [[], []])
    await context.close()
    server.end()
  })

test('a crosshair goes through all charts at the same time', { skip }, async () => {
  const { page, context } = await open(browser, ill.url, { path: `/?t=${ill.now}` })
  const chart = page.locator('.chart .u-over')
  await chart.first().hover()
  const places = await chart.evaluateAll(all => all.map(each => each.querySelector('.u-cursor-x').style.transform))
  assert.equal(places.length, 3)
  assert.equal(new Set(places).size, 1, `crosshairs at ${places.join(', ')}`)
  assert.notEqual(places[0], '')
  await context.close()
})

test('ten thousand rows are moved through with few of them drawn', { skip }, async () => {
  const server = await serve({ rows: 10_000 })
  const { page, context } = await open(browser, server.url, { path: '/playbooks' })
  const grid = page.getByRole('grid')
  assert.equal(await grid.getAttribute('aria-rowcount'), '10001')
  const drawn = () => grid.locator('.row').count()
  for (const key of ['End', 'Home', 'PageDown', 'PageDown', 'End']) {
    await page.keyboard.press('Tab')
    await grid.focus()
    await page.keyboard.press(key)
    assert.ok((await drawn()) < 80, `${await drawn()} rows are drawn after ${key}`)
  }
  await page.waitForSelector('[aria-rowindex="10001"][aria-selected=true]')
  const frames = await grid.evaluate(
    box =>
      new Promise(done => {
        const times = []
        box.scrollTop = 0
        const step = at => {
          times.push(at)
          box.scrollTop += 400
          if (times.length < 60) requestAnimationFrame(step)
          else done(box.scrollTop)
        }
        requestAnimationFrame(step)
      }),
  )
  assert.ok(frames > 20_000, `it scrolled only to ${frames}`)
  assert.ok((await drawn()) < 80)
  await context.close()
  server.end()
})

test('the login of the address is spent and gone from the address bar', { skip }, async () => {
  const server = await serve({ isOut: true })
  const { page, context } = await open(browser, server.url, { path: '/runs#login=secret-1' })
  assert.equal(await page.evaluate(() => location.href), `${server.url}/runs`)
  assert.deepEqual(server.state.written[0].body, { token: 'secret-1' })
  assert.equal(await page.textContent('h1'), 'Runs')
  await context.close()
  server.end()
})

test('a delta changes the page, and a lost node is said without losing what was shown', { skip }, async () => {
  const server = await serve({ isWell: true })
  const { page, context } = await open(browser, server.url)
  await page.waitForSelector('text=All is well')
  server.send({ kind: 'delta', stream: 'approvals||', from: 1, seq: 2, at: '', d: [['a.1', 'state', 'open'], ['a.1', 'playbook', 'p'], ['a.1', 'target', 't']], gone: [] })
  await page.waitForSelector('text=You decide: 1 approval open')
  server.end()
  await page.waitForSelector('text=not live')
  assert.ok(await page.isVisible('text=p on t'))
  await context.close()
})

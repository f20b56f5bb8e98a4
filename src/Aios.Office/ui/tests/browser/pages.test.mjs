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

const pages = ['/', '/events', '/events?id=e-236', '/incidents', '/incidents/inc-1', '/approvals', '/approvals/disk-cleanup-40.1', '/runs', '/runs/disk-cleanup-40', '/runs/no-such-run', '/no-such-page']

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

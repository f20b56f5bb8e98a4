// The pictures of the readme, from a real node: `aios demo` breaks and repairs, then a node goes on with its data and asks for a yes.
// Needs the built executable (AIOS_PATH, else the debug build of this repository) and chromium; takes about two minutes.
import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { launch } from '../tests/browser/browser.mjs'
import { png } from './png.mjs'

const root = join(import.meta.dirname, '../../../..')
const home = join(root, 'deploy/pictures')
const aios = process.env.AIOS_PATH ?? join(root, 'src/Aios.Node/bin/Debug/net10.0/aios')
const most = 150_000
const deploys = 12

// A machine that builds something meanwhile is busy, and pictures would tell of that.
const settings = `
aios.office.port = 0
aios.sensors.cpu { warn = 100, critical = 100, clear = 99 }
`
const playbooks = area => `
playbook {
  id = restart-shop
  title = "Restart the shop"
  on { type = app.shop.down, group-by = [payload.host] }
  risk = disruptive
  steps = [
    { id = drain, file = { path = "${area}/draining", write = "by restart-shop" } }
    { id = restart, process = [/usr/bin/touch, "${area}/restart"], timeout = 5s, idempotent = true, undo = none, risk = disruptive }
  ]
  verify { after = 1s, within = 30s, expect = "payload.host == 'shop-1'" }
  otherwise = [ rollback, escalate ]
}
`
const tellAboutDeploys = `
playbook {
  id = tell-about-deploys
  title = "Tell people about a deploy"
  on { type = deploy.finished, group-by = [payload.service] }
  risk = read
  steps = [{ id = tell, notify = [{ from = type }, "of", { from = payload.service }] }]
  verify = none
}
`

const folder = mkdtempSync(join(tmpdir(), 'aios-pictures-'))
const [data, area] = [join(folder, 'data'), join(folder, 'shop')]
let node, browser
try {
  mkdirSync(area)
  writeFileSync(join(folder, 'pictures.conf'), `${settings}aios.targets.folders = ["${area}"]\naios.targets.files = [{ path = "${area}/draining" }]\n`)
  execFileSync(aios, ['demo', '--data', data], { stdio: ['ignore', 'ignore', 'inherit'] })
  mkdirSync(join(data, 'playbooks'), { recursive: true })
  writeFileSync(join(data, 'playbooks/restart-shop.conf'), playbooks(area))
  writeFileSync(join(data, 'playbooks/tell-about-deploys.conf'), tellAboutDeploys)
  const login = await up()
  const verb = (...words) => JSON.parse(execFileSync(aios, [...words, '--data', data, '--json'], { encoding: 'utf8' })).items
  for (const id of ['restart-shop', 'tell-about-deploys']) verb('playbooks', 'enable', id)
  browser = await launch()
  const page = await open(login)
  const office = new URL(login).origin
  verb('queue', 'pause', '--reason', 'a deploy of the shop')
  for (let n = 0; n < deploys; n++)
    verb('events', 'emit', '--type', 'deploy.finished', '--severity', ['info', 'warn'][n % 2], '--payload', JSON.stringify({ service: `shop-${n}` }))
  await page.waitForSelector('text=The queue is paused')
  await until(page, () => document.querySelectorAll('.bars a[href*="priority"]').length === 4 && /[1-9]\d* waiting/.test(document.body.innerText))
  verb('queue', 'resume')
  await until(page, () => !/[1-9]\d* waiting/.test(document.body.innerText))
  verb('events', 'emit', '--type', 'app.shop.down', '--severity', 'error', '--payload', '{"host":"shop-1"}')
  await page.waitForSelector('text=You decide: 1 approval open')
  const run = verb('runs', 'ls').find(each => each.playbook === 'runaway-process')
  const shots = [
    ['office-dark', '/?range=5m', { theme: 'dark' }],
    ['office-light', '/?range=5m', { theme: 'light' }],
    ['office-trace', `/traces/${run.trace_id}`, { theme: 'dark', height: 860 }],
    ['office-run', `/runs/${run.id}`, { theme: 'light', height: 860 }],
    ['office-phone', '/approvals', { theme: 'dark', width: 390, height: 844, open: 'a[href^="/approvals/restart-shop"]' }],
  ]
  for (const [name, path, look] of shots) await picture(page, office, name, path, look)
} finally {
  await browser?.close()
  node?.kill('SIGTERM')
  await node?.ended
  rmSync(folder, { recursive: true, force: true })
}

/** @returns the address that logs in once. */
async function up() {
  node = spawn(aios, ['up', '--data', data, '--config', join(folder, 'pictures.conf')], { stdio: ['ignore', 'pipe', 'inherit'] })
  node.ended = new Promise(done => node.on('exit', done))
  let said = ''
  for await (const part of node.stdout) {
    said += part
    if (said.includes('READY ')) break
  }
  const found = /http\S+#login=\S+/.exec(said)
  assert.ok(found, `the node gave no address to log in: ${said}`)
  node.stdout.resume()
  return found[0]
}

async function open(login) {
  const context = await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 900 } })
  const page = await context.newPage()
  page.setDefaultTimeout(60_000)
  await page.goto(login)
  await page.waitForSelector('h1')
  return page
}

function until(page, holds) {
  return page.waitForFunction(holds, null, { timeout: 60_000 })
}

/** Moves inside the page that is open, so that what it saw of the queue stays. @param height in pixels; null: as high as the page is */
async function picture(page, office, name, path, { theme, width = 1280, height = null, open: link }) {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
  await page.setViewportSize({ width, height: height ?? 900 })
  await page.evaluate(to => {
    const step = document.createElement('a')
    step.href = to
    document.body.append(step)
    step.click()
    step.remove()
  }, path)
  if (link !== undefined) await page.locator(link).first().click()
  await page.waitForSelector('h1')
  await until(page, () => document.querySelector('.skeleton') === null && ![...document.querySelectorAll('[role=status]')].some(each => each.textContent.startsWith('still')))
  if (height === null) await page.setViewportSize({ width, height: await page.evaluate(() => document.documentElement.scrollHeight) })
  // A chart is drawn after its values are there.
  await page.evaluate(() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done))))
  const shown = await page.screenshot()
  const bytes = await indexed(shown)
  assert.ok(bytes.length < most, `${name} has ${bytes.length} bytes, at most ${most} are allowed`)
  writeFileSync(join(home, `${name}.png`), bytes)
  console.log(`${name}.png ${bytes.length} B of ${shown.length} B (${office}${path})`)
}

async function indexed(shown) {
  const blank = await browser.newPage()
  const { width, height, pixels } = await blank.evaluate(async base64 => {
    const image = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob())
    const canvas = new OffscreenCanvas(image.width, image.height)
    const context = canvas.getContext('2d')
    context.drawImage(image, 0, 0)
    const { data } = context.getImageData(0, 0, image.width, image.height)
    let text = ''
    for (let at = 0; at < data.length; at += 32_768) text += String.fromCharCode(...data.subarray(at, at + 32_768))
    return { width: image.width, height: image.height, pixels: btoa(text) }
  }, shown.toString('base64'))
  await blank.close()
  return png(width, height, Buffer.from(pixels, 'base64'))
}

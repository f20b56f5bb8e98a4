// A browser that speaks to this machine only, as the office's goals ask for.
import { chromium } from 'playwright-core'

export const chromiumPath = process.env.CHROMIUM_PATH ?? '/usr/bin/chromium'

export const launch = () =>
  chromium.launch({
    executablePath: chromiumPath,
    args: [
      '--disable-background-networking', '--disable-component-update', '--disable-sync', '--no-pings', '--no-first-run',
      '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1 , EXCLUDE localhost',
    ],
  })

/** Opens a page and waits until it shows what it has to show. @returns the page and what went wrong in it. */
export async function open(browser, url, { width = 1280, height = 900, theme = 'dark', path = '/', wait = 'h1' } = {}) {
  const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, reducedMotion: 'reduce' })
  const page = await context.newPage()
  page.setDefaultTimeout(15_000)
  const faults = []
  const foreign = []
  page.on('console', message => message.type() === 'error' && faults.push(message.text()))
  page.on('pageerror', error => faults.push(String(error)))
  page.on('request', request => !request.url().startsWith(url) && !request.url().startsWith('data:') && foreign.push(request.url()))
  await page.goto(url + path)
  await page.waitForSelector(wait)
  await page.waitForFunction(() => document.querySelector('.skeleton') === null)
  return { page, context, faults, foreign }
}

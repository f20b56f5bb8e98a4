import type { Surroundings } from './connection'

/** The real socket and clock of the page. */
export const browser: Surroundings = {
  open: () => new WebSocket(`${location.protocol === 'https:' ? 'wss' : 'ws'}://${location.host}/ws`),
  now: () => Date.now(),
  random: () => Math.random(),
  isSeen: () => !document.hidden,
  after(ms, what) {
    const timer = setTimeout(what, ms)
    return () => clearTimeout(timer)
  },
}

/** Calls when waiting makes no sense any more: somebody looks again, or the network is back. @returns what ends it. */
export function onReturn(what: () => void): () => void {
  const look = () => {
    if (!document.hidden) what()
  }
  addEventListener('online', what)
  document.addEventListener('visibilitychange', look)
  return () => {
    removeEventListener('online', what)
    document.removeEventListener('visibilitychange', look)
  }
}

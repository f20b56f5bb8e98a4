import { signal } from '@preact/signals'

/** This machine's time in milliseconds since the Unix epoch, each second while somebody looks. */
export const now = signal(Date.now())

const fixed = Number(new URLSearchParams(location.search).get('t'))
if (fixed > 0) now.value = fixed
else
  setInterval(() => {
    if (!document.hidden) now.value = Date.now()
  }, 1_000)

import { computed, effect, signal } from '@preact/signals'
import { motion, theme } from '../data/prefs'

const prefersLight = matchMedia('(prefers-color-scheme: light)')
const isSystemLight = signal(prefersLight.matches)

export const shownTheme = computed(() => (theme.value === 'system' ? (isSystemLight.value ? 'light' : 'dark') : theme.value))

/** Keeps the page in the chosen theme, also when the system's changes, and with the motion that is wanted. */
export function followTheme(): void {
  prefersLight.addEventListener('change', () => (isSystemLight.value = prefersLight.matches))
  effect(() => {
    document.documentElement.dataset['theme'] = shownTheme.value
    document.documentElement.dataset['motion'] = motion.value
  })
}

/** A token's colour in the theme that is shown; for what is drawn on a canvas. */
export const colour = (token: string): string => getComputedStyle(document.documentElement).getPropertyValue(`--${token}`).trim()

import { useEffect } from 'preact/hooks'

/** The name of the page in the browser's tab. */
export function Title({ text }: { text: string }) {
  useEffect(() => {
    document.title = `${text} · aios`
  }, [text])
  return null
}

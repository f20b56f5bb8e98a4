import { useEffect } from 'preact/hooks'
import { restMs } from './live'
import { useLoad, type Load } from './load'

/**
 * Asked for at once, and again every few seconds while somebody looks: for what the node does not push.
 * @param everyMs milliseconds; 0: not again.
 */
export function usePolled<T>(key: string, ask: (signal: AbortSignal) => Promise<T>, everyMs = restMs): Load<T> {
  const load = useLoad(key, ask)
  useEffect(() => {
    if (everyMs === 0) return
    const timer = setInterval(() => {
      if (!document.hidden) load.again()
    }, everyMs)
    return () => clearInterval(timer)
  }, [load, everyMs])
  return load
}

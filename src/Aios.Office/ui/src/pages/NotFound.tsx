import { useLocation } from 'preact-iso'
import { Title } from '../app/Title'

export function NotFound() {
  return (
    <>
      <Title text="not found" />
      <h1>No page here</h1>
      <p>
        <code>{useLocation().path}</code> is no page of the office. <a href="/">To the overview</a>
      </p>
    </>
  )
}

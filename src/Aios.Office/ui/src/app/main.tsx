import { render } from 'preact'
import '../theme/index.css'
import { arrive } from '../data/session'
import { followTheme } from '../theme/theme'
import { bindKeys } from '../verbs/keys'
import { App } from './App'

followTheme()
bindKeys(window)
const home = document.getElementById('app')!
home.replaceChildren()
render(<App />, home)
void arrive()

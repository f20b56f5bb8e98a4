// Writes .br and .gz beside every built file. Levels are fixed and gzip's time stamp is zero, so that two builds are the same.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

const most = 90_000
const brotli = { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_LGWIN]: 22 } }
const plain = readdirSync('dist', { recursive: true, withFileTypes: true })
  .filter(entry => entry.isFile() && /\.(html|js|css|md|svg)$/.test(entry.name))
  .map(entry => join(entry.parentPath, entry.name))
  .sort()

let total = 0
for (const file of plain) {
  const bytes = readFileSync(file)
  const [br, gz] = [brotliCompressSync(bytes, brotli), gzipSync(bytes, { level: 9 })]
  gz[9] = 255 // the operating system it was made on: unknown
  writeFileSync(file + '.br', br)
  writeFileSync(file + '.gz', gz)
  total += br.length
  console.log(`${file} ${bytes.length} B, br ${br.length} B, gz ${gz.length} B`)
}
console.log(`all, br: ${total} B of at most ${most} B`)
if (total > most) process.exit(1)

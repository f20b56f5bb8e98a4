// A PNG of at most 256 colours: what a page shows has few, and many shades between them where letters end.
import { crc32, deflateSync } from 'node:zlib'

/** @param pixels RGBA, row by row; what is transparent is drawn as if it were not */
export function png(width, height, pixels) {
  const counts = new Map()
  for (let at = 0; at < pixels.length; at += 4) {
    const colour = (pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2]
    counts.set(colour, (counts.get(colour) ?? 0) + 1)
  }
  const colours = chosen([...counts].sort(([a, n], [b, m]) => m - n || a - b).map(([colour]) => colour))
  const nearest = new Map([...counts.keys()].map(colour => [colour, indexOf(colour, colours)]))
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0, at = 0; y < height; y++)
    for (let x = 0; x < width; x++, at += 4) rows[y * (width + 1) + 1 + x] = nearest.get((pixels[at] << 16) | (pixels[at + 1] << 8) | pixels[at + 2])
  const head = Buffer.alloc(13)
  head.writeUInt32BE(width, 0)
  head.writeUInt32BE(height, 4)
  head.set([8, 3, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from('89504e470d0a1a0a', 'hex'),
    chunk('IHDR', head),
    chunk('PLTE', Buffer.from(colours.flatMap(colour => [colour >> 16, (colour >> 8) & 255, colour & 255]))),
    chunk('IDAT', deflateSync(rows, { level: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

// The most frequent ones that are far enough from each other, as far as 256 reach.
function chosen(byCount) {
  for (let least = 0; ; least += 24) {
    const taken = []
    for (const colour of byCount) {
      if (taken.every(other => distance(colour, other) >= least)) taken.push(colour)
      if (taken.length > 256) break
    }
    if (taken.length <= 256) return taken
  }
}

function indexOf(colour, colours) {
  let best = 0
  colours.forEach((other, n) => {
    if (distance(colour, other) < distance(colour, colours[best])) best = n
  })
  return best
}

const distance = (a, b) => ((a >> 16) - (b >> 16)) ** 2 + (((a >> 8) & 255) - ((b >> 8) & 255)) ** 2 + ((a & 255) - (b & 255)) ** 2

function chunk(name, data) {
  const body = Buffer.concat([Buffer.from(name), data])
  const [size, check] = [Buffer.alloc(4), Buffer.alloc(4)]
  size.writeUInt32BE(data.length)
  check.writeUInt32BE(crc32(body) >>> 0)
  return Buffer.concat([size, body, check])
}

import { defineConfig } from 'vite'

// One script and one style, so that a page is three requests; names carry the hash of their content.
export default defineConfig({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    target: 'es2022',
    outDir: 'dist',
    license: { fileName: 'licenses.md' },
    assetsInlineLimit: 0,
    modulePreload: false,
    cssCodeSplit: false,
    reportCompressedSize: false,
    rolldownOptions: {
      output: {
        codeSplitting: false,
        entryFileNames: 'assets/office-[hash].js',
        assetFileNames: 'assets/office-[hash][extname]',
      },
    },
  },
  server: { proxy: { '/api': 'http://127.0.0.1:7420', '/ws': { target: 'ws://127.0.0.1:7420', ws: true } } },
})

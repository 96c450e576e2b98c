import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env['SHOUTIAN_API'] ?? 'http://127.0.0.1:8787';
const modules = (names: string) => new RegExp(`node_modules[\\\\/](${names})[\\\\/]`);

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  base: '/m/',
  plugins: [react()],
  // maplibre-gl 6 ships its worker as an ES module and stays blank otherwise.
  worker: { format: 'es' },
  server: { proxy: { '/api': api } },
  preview: { proxy: { '/api': api } },
  build: {
    // A village's phone may be five years old; its WebView follows the system only slowly.
    target: ['es2022', 'chrome94', 'safari15.4'],
    outDir: 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 1300,
    rolldownOptions: {
      // The contracts of screens the phone does not have are top-level zod calls: without this they all come along.
      treeshake: { moduleSideEffects: (id) => !/packages[\\/]domain[\\/]src[\\/]/.test(id) },
      output: {
        codeSplitting: {
          groups: [
            { name: 'react', test: modules('react|react-dom|scheduler'), priority: 9 },
            { name: 'maplibre', test: modules('maplibre-gl|@maplibre|@mapbox|terra-draw[^/]*') },
          ],
        },
      },
    },
  },
});

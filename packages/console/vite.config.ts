import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

const api = process.env['SHOUTIAN_API'] ?? 'http://127.0.0.1:8787';
const modules = (names: string) => new RegExp(`node_modules[\\\\/](${names})[\\\\/]`);

// A worker must be an ES module: maplibre-gl 6 ships its worker as one and stays blank otherwise.
export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [react()],
  worker: { format: 'es' },
  server: { proxy: { '/api': api } },
  preview: { proxy: { '/api': api } },
  build: {
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    chunkSizeWarningLimit: 1300,
    rolldownOptions: {
      output: {
        codeSplitting: {
          // A group takes along what its modules import, so React comes first or antd's file would swallow it.
          groups: [
            { name: 'react', test: modules('react|react-dom|scheduler'), priority: 9 },
            { name: 'maplibre', test: modules('maplibre-gl|@maplibre|@mapbox|terra-draw[^/]*') },
            { name: 'echarts', test: modules('echarts|zrender') },
            { name: 'antd', test: modules('antd|@ant-design|@rc-component|dayjs') },
          ],
        },
      },
    },
  },
});

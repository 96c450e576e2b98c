import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { endWithParent } from '../worker/parent-watch.ts';

/**
 * `server` starts a process that works without a break, as a reader in the midst of GDAL does, tells its id and waits to
 * be killed; `reader` is that process.
 */
const [role, pid] = process.argv.slice(2);
if (role === 'server') {
  const reader = spawn(process.execPath, [fileURLToPath(import.meta.url), 'reader', String(process.pid)], {
    stdio: 'ignore',
  });
  console.log(reader.pid);
  setInterval(() => undefined, 1000);
} else {
  endWithParent(Number(pid));
  for (;;) Math.random();
}

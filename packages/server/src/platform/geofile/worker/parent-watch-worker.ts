import { workerData } from 'node:worker_threads';

const SECOND = 1000;

/** Ends this process when the server that started it is gone; where parents are not handed on, its id stops answering. */
setInterval(() => {
  if (process.ppid === workerData && answers(process.ppid)) return;
  process.kill(process.pid, 'SIGKILL');
}, SECOND);

function answers(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}

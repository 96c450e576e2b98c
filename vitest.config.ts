import os from 'node:os';
import { defineConfig } from 'vitest/config';

// Not UTC on purpose, and half an hour off any full hour: a day that is right only in UTC must fail here.
process.env['TZ'] = 'America/St_Johns';

export default defineConfig({
  test: {
    include: [
      'packages/{domain,server,map}/src/**/*.test.ts',
      'packages/{console,field}/src/**/*.test.{ts,tsx}',
      'db/tests/**/*.test.ts',
      'bench/**/*.test.ts',
      'tools/**/*.test.ts',
    ],
    // The first embedded database on a machine takes 10 to 15 s to make.
    testTimeout: 60_000,
    hookTimeout: 180_000,
    // Each database test may hold an embedded database of more than 1 GB.
    maxWorkers: Math.min(4, os.availableParallelism()),
    allowOnly: false,
    passWithNoTests: false,
  },
});

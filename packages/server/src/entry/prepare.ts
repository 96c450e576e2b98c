/** Makes what a first start copies, once for each state of the migrations: run beside the build of the screens. */
import { makeMigratedTemplate } from '../platform/db/migrated-template.ts';

const quiet = {
  info: () => undefined,
  warn: () => undefined,
  error: (_fields: object, message: string) => console.error(message),
};

try {
  await makeMigratedTemplate(quiet);
} catch (error) {
  // The first start does without, and says what is wrong where something is.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

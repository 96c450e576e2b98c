import { existsSync, readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import path from 'node:path';
import { z } from 'zod';

const minutes = z.coerce.number().int().min(0);

/** Every setting of the server: environment variable `SHOUTIAN_<NAME>` or the key in shoutian.config.json. */
const Settings = z.object({
  host: z.string().default('127.0.0.1'),
  port: z.coerce.number().int().min(0).max(65535).default(8080),
  /** Address people type; cookies and links depend on it. */
  publicUrl: z.url().optional(),
  databaseUrl: z.string().optional(),
  dataDir: z.string().default('.data'),
  /** 32 characters or more; made and kept in the data folder when absent. */
  secret: z.string().min(32, '至少 32 个字符').optional(),
  logLevel: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  role: z.enum(['all', 'web', 'worker']).default('all'),
  idleMinutes: minutes.min(5).default(30),
  snapshotMinutes: minutes.default(60),
  snapshotsKept: z.coerce.number().int().min(1).default(24),
  /** Memory that layers laid out for the overlay may take; beyond it they are read from the database. */
  layerMemoryMb: z.coerce
    .number()
    .int()
    .min(0)
    .default(() => Math.min(2048, Math.floor(totalmem() / 4 / 2 ** 20))),
  maxUploadMb: z.coerce.number().int().min(1).default(2048),
  maxPhotoMb: z.coerce.number().int().min(1).default(40),
  trustProxy: z.stringbool().default(false),
  demo: z.stringbool().default(true),
  tiandituKey: z.string().optional(),
});

type Parsed = z.infer<typeof Settings>;
export interface Config extends Omit<Parsed, 'publicUrl'> {
  publicUrl: string;
  /** Folder of the built console and field apps. */
  packagesDir: string;
}

export class ConfigProblem extends Error {}

const environmentName = (key: string): string => `SHOUTIAN_${key.replace(/[A-Z]/g, (c) => `_${c}`).toUpperCase()}`;

/**
 * Reads the environment over `shoutian.config.json` (where present) over the defaults.
 * @throws {ConfigProblem} naming every setting that is wrong, what it was and what it may be
 */
export function loadConfig(env: NodeJS.ProcessEnv = process.env, root = process.cwd()): Config {
  const file = path.join(root, 'shoutian.config.json');
  const raw: Record<string, unknown> = existsSync(file) ? readJson(file) : {};
  const unknown = Object.keys(raw).filter((key) => !(key in Settings.shape));
  if (unknown.length > 0) throw new ConfigProblem(`shoutian.config.json：不认识的设置 ${unknown.join('、')}`);
  for (const key of Object.keys(Settings.shape)) {
    const value = env[environmentName(key)];
    if (value !== undefined && value !== '') raw[key] = value;
  }
  if (env['DATABASE_URL']) raw['databaseUrl'] = env['DATABASE_URL'];
  if (env['PORT']) raw['port'] = env['PORT'];
  const parsed = Settings.safeParse(raw);
  if (!parsed.success) {
    const lines = parsed.error.issues.map((issue) => `  ${environmentName(String(issue.path[0]))}：${issue.message}`);
    throw new ConfigProblem(`设置有误（configuration is not valid）：\n${lines.join('\n')}`);
  }
  const settings = parsed.data;
  return {
    ...settings,
    dataDir: path.resolve(root, settings.dataDir),
    publicUrl:
      settings.publicUrl ?? `http://${settings.host === '0.0.0.0' ? 'localhost' : settings.host}:${settings.port}`,
    packagesDir: path.resolve(import.meta.dirname, '../../..'),
  };
}

function readJson(file: string): Record<string, unknown> {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new ConfigProblem(
      `${file} 不是有效的 JSON（not valid JSON）：${cause instanceof Error ? cause.message : cause}`,
    );
  }
}

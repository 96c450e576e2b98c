import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { listFiles, readTexts, type TextFile } from '../lib/files.ts';
import { isRecord } from '../lib/json.ts';

const DOCUMENTS = /^(README|CONTRIBUTING)\.md$|^docs\/.*\.md$/;
const LEDGER = 'docs/requirements.md';
const REQUIREMENTS = 112;
const ROOTS = new Set(['packages', 'docs', 'db', 'tools', 'bench', '.ci']);
const NPM_OWN = new Set(['start', 'test', 'ci', 'install', 'view', 'ls', 'audit', 'pack', 'outdated', 'exec']);
const TEST_FILE = /\.(test|spec)\.tsx?$/;

interface Known {
  readonly root: string;
  /** Every file and folder of the repository, relative, forward slashes. */
  readonly paths: ReadonlySet<string>;
  readonly commands: ReadonlySet<string>;
  readonly scripts: ReadonlySet<string>;
  readonly packages: ReadonlySet<string>;
  readonly requirements: ReadonlySet<string>;
}

/** `a/{b,c}` → `a/b`, `a/c`. */
function expandBraces(text: string): string[] {
  const match = /^(.*?)\{([^{}]*)\}(.*)$/.exec(text);
  if (match === null) return [text];
  const [, before = '', inside = '', after = ''] = match;
  return inside.split(',').flatMap((choice) => expandBraces(`${before}${choice.trim()}${after}`));
}

function existsIn(known: Known, file: string): boolean {
  const wanted = file.replace(/\/$/, '');
  if (!/[*<]/.test(wanted)) return known.paths.has(wanted);
  const pattern = wanted
    .replace(/[.+^$()|[\]\\]/g, '\\$&')
    .replace(/\*\*\/?|\*|<[^>]*>/g, (part) => (part.startsWith('**') ? '.*' : '[^/]*'));
  return [...known.paths].some((candidate) => new RegExp(`^${pattern}$`).test(candidate));
}

/** Repository paths that a piece of inline code names; a line number or an anchor behind them is dropped. */
function pathsIn(code: string): string[] {
  return expandBraces(code)
    .flatMap((text) => text.split(/[\s,;]+/))
    .map((word) =>
      word
        .replace(/^\.\//, '')
        .replace(/[:#][\w-]*$/, '')
        .replace(/[).]+$/, ''),
    )
    .filter((word) => /^[\w.@*<>{}-]+\//.test(word) && ROOTS.has(word.split('/')[0] ?? '') && !/[…$]/.test(word));
}

function commandFindings(code: string, known: Known): string[] {
  const npm = [...code.matchAll(/\bnpm (run )?(?!run\b)([a-z][\w:-]*)/g)].flatMap(([whole, run, name = '']) =>
    known.scripts.has(name) || (run === undefined && NPM_OWN.has(name))
      ? []
      : [`names the script "${whole}", which package.json does not have`],
  );
  const own = [...code.matchAll(/tools\/run\.mjs ([a-z]\w*)/g)].flatMap(([, name = '']) =>
    known.commands.has(name) ? [] : [`names the command "${name}", which tools/commands.ts does not have`],
  );
  return [...npm, ...own];
}

function lineFindings(line: string, folder: string, known: Known): string[] {
  const codes = [...line.matchAll(/`([^`]+)`/g)].map(([, code = '']) => code);
  const missing = codes.flatMap(pathsIn).filter((file) => !existsIn(known, file));
  const links = [...line.matchAll(/\]\((?!\w+:|#)([^)\s#]+)[^)]*\)/g)].map(([, link = '']) =>
    path.posix.join(folder, decodeURI(link)),
  );
  const packages = [...line.matchAll(/@shoutian\/[a-z0-9-]+/g)]
    .map(([name]) => name)
    .filter((name) => !known.packages.has(name));
  const requirements = [...line.matchAll(/\bR-\d{3}\b/g)].map(([id]) => id).filter((id) => !known.requirements.has(id));
  return [
    ...missing.map((file) => `names ${file}, which does not exist`),
    ...links.filter((link) => !existsIn(known, link)).map((link) => `links to ${link}, which does not exist`),
    ...packages.map((name) => `names the package ${name}, which does not exist`),
    ...requirements.map((id) => `names ${id}, which ${LEDGER} does not have`),
    ...codes.flatMap((code) => commandFindings(code, known)),
  ];
}

function documentFindings({ path: file, text }: TextFile, known: Known): string[] {
  let fenced = false;
  return text.split('\n').flatMap((line, index) => {
    if (/^\s*(```|~~~)/.test(line)) {
      fenced = !fenced;
      return [];
    }
    // In a fenced block every line is code; only commands are looked up there, trees and output are illustrations.
    const findings = fenced ? commandFindings(line, known) : lineFindings(line, path.posix.dirname(file), known);
    return findings.map((finding) => `${file}:${index + 1}: ${finding}`);
  });
}

const idsIn = (text: string): string[] => [...text.matchAll(/^\|\s*(R-\d{3})\b/gm)].map(([, id = '']) => id);

function ledgerFindings(text: string): string[] {
  const ids = idsIn(text);
  const all = Array.from({ length: REQUIREMENTS }, (_, index) => `R-${String(index + 1).padStart(3, '0')}`);
  const absent = all.filter((id) => !ids.includes(id)).map((id) => `${LEDGER}: has no row for ${id}`);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index).map((id) => `${LEDGER}: has two rows for ${id}`);
  const untested = text.split('\n').flatMap((line, index) => {
    const [, id] = /^\|\s*(R-\d{3})\b/.exec(line) ?? [];
    const tests = [...line.matchAll(/`([^`]+)`/g)]
      .flatMap(([, code = '']) => pathsIn(code))
      .filter((file) => TEST_FILE.test(file));
    return id === undefined || tests.length > 0 || /\b(open|partly)\b|未做|部分/.test(line)
      ? []
      : [`${LEDGER}:${index + 1}: ${id} names no test. Name the test that shows it, or mark the row "open".`];
  });
  return [...absent, ...twice, ...untested];
}

function know(root: string, commands: ReadonlySet<string>): Known {
  const files = listFiles(root);
  const manifest: unknown = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8'));
  const scripts = isRecord(manifest) && isRecord(manifest['scripts']) ? Object.keys(manifest['scripts']) : [];
  const manifests = files.filter((file) => /^packages\/[^/]+\/package\.json$/.test(file));
  const ledger = path.join(root, LEDGER);
  return {
    root,
    paths: new Set(
      files.flatMap((file) => file.split('/').map((_, index, parts) => parts.slice(0, index + 1).join('/'))),
    ),
    commands,
    scripts: new Set(scripts),
    packages: new Set(manifests.map((file) => String(JSON.parse(readFileSync(path.join(root, file), 'utf8')).name))),
    requirements: new Set(existsSync(ledger) ? idsIn(readFileSync(ledger, 'utf8')) : []),
  };
}

/**
 * Every path, link, script, command, package and requirement that README, CONTRIBUTING and docs/ name must exist, and
 * each row of docs/requirements.md must name a test (or say that it is open).
 */
export function checkDocs(root: string, commands: ReadonlySet<string>): string[] {
  const known = know(root, commands);
  const missing = ['README.md', 'CONTRIBUTING.md', LEDGER].filter((file) => !known.paths.has(file));
  const documents = readTexts(root, DOCUMENTS);
  const ledger = documents.find((document) => document.path === LEDGER);
  return [
    ...missing.map((file) => `${file} is missing`),
    ...documents.flatMap((document) => documentFindings(document, known)),
    ...(ledger === undefined ? [] : ledgerFindings(ledger.text)),
  ];
}

import { isRecord, listOf, textOf } from './json.ts';

/** Enough of a message to see what was wrong without the whole log. */
const LINES = 6;

// biome-ignore lint/suspicious/noControlCharactersInRegex: escape sequences of colours begin with one
const plain = (text: string): string => text.replace(/\x1b\[[0-9;]*m/g, '');

function brief(title: string, message: unknown): string {
  const lines = plain(typeof message === 'string' ? message : 'no message')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .slice(0, LINES);
  return [title, ...lines.map((line) => `    ${line.trim()}`)].join('\n');
}

/** Members that a report leaves out where there are none. */
const some = (value: unknown, key: string): unknown[] => (isRecord(value) && key in value ? listOf(value, key) : []);

/** What failed in vitest's JSON report: file, title and the first lines of the message. */
export function failuresOfVitest(json: unknown): string[] {
  return listOf(json, 'testResults').flatMap((file) => {
    const name = textOf(file, 'name').replace(/^.*?\/(packages|tools|db|bench)\//, '$1/');
    const failed = listOf(file, 'assertionResults').filter((test) => textOf(test, 'status') === 'failed');
    if (failed.length === 0) return textOf(file, 'status') === 'failed' ? [brief(name, textOf(file, 'message'))] : [];
    return failed.map((test) => brief(`${name} › ${textOf(test, 'fullName')}`, some(test, 'failureMessages')[0]));
  });
}

/** What failed in Playwright's JSON report. */
export function failuresOfPlaywright(json: unknown): string[] {
  const inSuite = (suite: unknown): string[] => [
    ...some(suite, 'suites').flatMap(inSuite),
    ...some(suite, 'specs')
      .filter((spec) => isRecord(spec) && spec['ok'] === false)
      .map((spec) => {
        const results = some(spec, 'tests').flatMap((test) => some(test, 'results'));
        const error = results.map((result) => (isRecord(result) ? result['error'] : undefined)).find(isRecord);
        return brief(`${textOf(spec, 'file')} › ${textOf(spec, 'title')}`, error?.['message']);
      }),
  ];
  return [
    ...listOf(json, 'suites').flatMap(inSuite),
    ...some(json, 'errors').map((error) => brief('playwright', isRecord(error) ? error['message'] : undefined)),
  ];
}

import { formatMu } from '../format/area.ts';
import { formatPercent } from '../format/number.ts';
import { type AreaPart, closeArea } from '../problem/closure.ts';
import type { Rules } from '../rules/rows.ts';
import { type Check, finding } from './check.ts';

/** E11: claimed areas against the measured polygon and its parts. m², unrounded. */
export function checkAreas(
  claimedM2: number | null,
  polygonM2: number,
  parts: readonly AreaPart[],
  rules: Rules,
): Check {
  const tolerance = rules.use('area.toleranceMu');
  const level = tolerance.blocks ? 'block' : 'flag';
  const values = { claimedM2, polygonM2, toleranceMu: tolerance.value };
  const extra = { values, hint: 'F8', rule: 'area.toleranceMu' } as const;
  if (claimedM2 !== null && (claimedM2 - polygonM2) * 0.0015 > tolerance.value)
    return finding(
      'E11',
      level,
      null,
      `申报 ${formatMu(claimedM2)} 亩，图形 ${formatMu(polygonM2)} 亩`,
      `claimed ${formatMu(claimedM2)} mu, drawn ${formatMu(polygonM2)} mu`,
      extra,
    );
  const closure = closeArea(polygonM2, parts, tolerance.value);
  if (!closure.closed)
    return finding(
      'E11',
      level,
      null,
      `各块合计 ${formatMu(closure.partsM2)} 亩，应为 ${formatMu(polygonM2)} 亩`,
      `parts ${formatMu(closure.partsM2)} of ${formatMu(polygonM2)} mu`,
      extra,
    );
  return finding(
    'E11',
    'ok',
    null,
    `合计 ${formatMu(closure.partsM2)} 亩，闭合`,
    `${formatMu(closure.partsM2)} mu, closed`,
    { values },
  );
}

/** What E12 compares of one document. Areas m². */
export interface ApprovalUse {
  readonly id: string;
  readonly docNo: string;
  readonly approvedOn: string;
  readonly approvedM2: number;
  readonly coverRatio: number | null;
  /** Ground legalised under this number in all problems, this one included. */
  readonly usedM2: number;
  /** Other problems that cite the number. */
  readonly usedBy: readonly string[];
}

/** E12: an approval against the ground, the building date, and its use by other problems. */
export function checkApproval(use: ApprovalUse, builtOn: string | null, today: string, rules: Rules): Check[] {
  const found: Check[] = [];
  const cover = rules.use('approval.coverRatio');
  const values = {
    docNo: use.docNo,
    approvedOn: use.approvedOn,
    approvedM2: use.approvedM2,
    coverRatio: use.coverRatio,
    usedM2: use.usedM2,
  };
  if (use.coverRatio === null)
    found.push(
      finding('E12', 'warn', use.id, `${use.docNo} 没有红线坐标，比不了`, `${use.docNo} has no polygon to compare`, {
        values,
      }),
    );
  else if (use.coverRatio < cover.value)
    found.push(
      finding(
        'E12',
        'flag',
        use.id,
        `${use.docNo} 盖住 ${formatPercent(use.coverRatio)}（规则 ${formatPercent(cover.value)}）`,
        `${use.docNo} covers ${formatPercent(use.coverRatio)} (rule ${formatPercent(cover.value)})`,
        {
          values,
          hint: 'F9',
          rule: 'approval.coverRatio',
        },
      ),
    );
  if (use.approvedOn > today)
    found.push(
      finding('E12', 'flag', use.id, `${use.docNo} 的日期晚于今天`, `${use.docNo} is dated after today`, {
        values,
        hint: 'F9',
      }),
    );
  if (use.usedM2 > use.approvedM2)
    found.push(
      finding(
        'E12',
        'flag',
        use.id,
        `${use.docNo} 批准 ${formatMu(use.approvedM2)} 亩，已用到 ${formatMu(use.usedM2)} 亩（${use.usedBy.join('、') || '本问题'}）`,
        `${use.docNo} approves ${formatMu(use.approvedM2)} mu, used for ${formatMu(use.usedM2)} mu`,
        { values, hint: 'F10' },
      ),
    );
  // Late papers are what legalising means: for the record, not a reason to look.
  if (builtOn !== null && use.approvedOn > builtOn)
    found.push(
      finding(
        'E12',
        'info',
        use.id,
        `${use.docNo} 批准于建设之后（${use.approvedOn}）`,
        `${use.docNo} was approved after building`,
        { values },
      ),
    );
  return found.length > 0
    ? found
    : [finding('E12', 'ok', use.id, `${use.docNo} 与地块相符`, `${use.docNo} fits the ground`, { values })];
}

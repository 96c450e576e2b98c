import type { Words } from '../dictionaries/entry.ts';
import { attachmentKinds, photoKinds } from '../dictionaries/photo.ts';
import { subValuesOf, verdicts } from '../dictionaries/verdict.ts';
import type { CheckItem } from '../problem/check-item.ts';
import type { Rules } from '../rules/rows.ts';
import type { ReportFacts } from './report.ts';
import { verdictFields, verdictProofs } from './verdict-fields.ts';

const item = (code: string, message: Words, done: boolean, link: string, blocks = true): CheckItem => ({
  code,
  message,
  done,
  blocks,
  link,
});
const words = (zh: string, en: string): Words => ({ zh, en });
const filled = (value: unknown) => value !== undefined && value !== null && value !== '';

const directions = ['east', 'south', 'west', 'north', 'panorama'] as const;

function photoItems(report: ReportFacts, rules: Rules): CheckItem[] {
  const { value, blocks } = rules.use('photo.minimum');
  const sides = new Set(report.photos.filter((kind) => directions.some((each) => each === kind))).size;
  const near = report.photos.filter((kind) => kind === 'near').length;
  return [
    item('photo.any', words('至少一张实地照片', 'at least one photo of the place'), report.photos.length > 0, 'photo'),
    item(
      'photo.directions',
      words(`不同方向 ${value.directions} 张，有 ${sides} 张`, `${value.directions} directions, there are ${sides}`),
      sides >= value.directions,
      'photo?kind=panorama',
      blocks,
    ),
    item(
      'photo.near',
      words(`近景 ${value.near} 张，有 ${near} 张`, `${value.near} near, there are ${near}`),
      near >= value.near,
      'photo?kind=near',
      blocks,
    ),
  ];
}

/** What a report from the ground must tell, in plain words; a name is never among it (ui 14: 可不填). */
export function reportChecklist(report: ReportFacts, rules: Rules): CheckItem[] {
  const changed = report.finding !== 'unchanged';
  return [
    item(
      'report.finding',
      words('地上现在是什么', 'what is on the ground'),
      report.finding !== null,
      'report?field=finding',
    ),
    ...(changed
      ? [
          item(
            'report.ongoing',
            words('还在施工吗', 'is work going on'),
            report.ongoing !== null,
            'report?field=ongoing',
          ),
        ]
      : []),
    ...photoItems(report, rules),
  ];
}

function unlawfulItems(report: ReportFacts): CheckItem[] {
  return [
    item(
      'verdict.problemType',
      words('问题类型', 'problem type'),
      report.problemType !== null,
      'review?field=problemType',
    ),
    item(
      'verdict.partyType',
      words('主体（可填「不明」）', 'party (may be unknown)'),
      report.partyType !== null,
      'review?field=partyType',
    ),
    item('verdict.stage', words('建设阶段', 'construction stage'), report.stage !== null, 'review?field=stage'),
    item('verdict.builtOn', words('建设时间', 'construction date'), report.builtOn !== null, 'review?field=builtOn'),
  ];
}

/** A road wider than the rule is no rural road, so the verdict does not stand (4.1: 9 m on farmland is construction). */
function roadItems(report: ReportFacts, rules: Rules): CheckItem[] {
  const width = report.fields['roadWidthM'];
  const limit = rules.use('ruralRoad.widthM');
  if (typeof width !== 'number') return [];
  return [
    item(
      'verdict.roadTooWide',
      words(
        `路宽 ${width} 米，农村道路不超过 ${limit.value.max} 米`,
        `width ${width} m, a rural road has at most ${limit.value.max} m`,
      ),
      width <= limit.value.max,
      'review?field=roadWidthM',
      limit.blocks,
    ),
  ];
}

/**
 * The checklist of a verdict (specification 3.4) over what is there. Empty report verdict: only the verdict is asked for.
 * @param rules of the day of the review
 */
export function verdictChecklist(report: ReportFacts, rules: Rules): CheckItem[] {
  const { verdict } = report;
  if (verdict === null) return [item('verdict', words('认定', 'a verdict'), false, 'review?field=verdict')];
  const lines: CheckItem[] = [];
  const choices = subValuesOf(verdict);
  if (choices.length > 0) {
    const fits = report.subValue !== null && choices.includes(report.subValue);
    lines.push(item('verdict.subValue', words('认定细类', 'detail of the verdict'), fits, 'review?field=subValue'));
  }
  for (const field of verdictFields[verdict])
    lines.push(
      item(
        `verdict.${field.id}`,
        words(field.zh, field.en),
        filled(report.fields[field.id]),
        `review?field=${field.id}`,
      ),
    );
  for (const kind of verdictProofs[verdict].attachments) {
    const { zh, en } = attachmentKinds.get(kind);
    lines.push(
      item(
        `attachment.${kind}`,
        words(zh, en),
        report.attachments.includes(kind) || (kind === 'landClassMap' && report.overlaid),
        `attachments?kind=${kind}`,
      ),
    );
  }
  for (const kind of verdictProofs[verdict].photos) {
    const { zh, en } = photoKinds.get(kind);
    lines.push(
      item(`photo.${kind}`, words(`${zh}照片`, `${en} photo`), report.photos.includes(kind), `photo?kind=${kind}`),
    );
  }
  if (verdicts.get(verdict).outcome === 'problem') lines.push(...unlawfulItems(report));
  if (verdict === 'J30') lines.push(...roadItems(report, rules));
  if (verdict === 'J40')
    lines.push(
      item('verdict.remark', words('情况说明', 'an explanation'), filled(report.remark?.trim()), 'review?field=remark'),
    );
  if (verdict !== 'J60') lines.push(...photoItems(report, rules));
  return lines;
}

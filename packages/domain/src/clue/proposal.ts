import type { Words } from '../dictionaries/entry.ts';
import { type Verdict, type VerdictSubValue, verdicts } from '../dictionaries/verdict.ts';
import { formatMu } from '../format/area.ts';
import { formatPercent } from '../format/number.ts';
import type { Rules } from '../rules/rows.ts';

/** Figures of an overlay snapshot, m² unrounded. Null where the layer is not loaded: unknown is not zero. */
export interface OverlayFigures {
  readonly areaM2: number;
  readonly farmM2: number | null;
  readonly pbfM2: number | null;
  /** Construction land of the survey, rural roads (1006) apart. */
  readonly constructionM2: number | null;
  readonly ruralRoadM2: number | null;
  readonly approvedM2: number | null;
  readonly facilityM2: number | null;
}

/** A proposed verdict: advice with reasons, never a decision (trap 6). */
export interface VerdictProposal {
  readonly verdict: Verdict;
  readonly subValue: VerdictSubValue | null;
  /** 「像…，因为…」. */
  readonly text: Words;
  readonly reasons: readonly Words[];
}

const nonGrainWords = /果|苗|草皮|塘|林|绿化|景观/;

function proposal(verdict: Verdict, subValue: VerdictSubValue | null, reasons: readonly Words[]): VerdictProposal {
  const { zh, en } = verdicts.get(verdict);
  return {
    verdict,
    subValue,
    reasons,
    text: {
      zh: `像「${zh}」，因为${reasons.map((each) => each.zh).join('，')}`,
      en: `Looks like “${en}”: ${reasons.map((each) => each.en).join(', ')}`,
    },
  };
}

const cover = (name: Words, part: number | null, whole: number): Words =>
  part === null
    ? { zh: `${name.zh}没有图层可比`, en: `no layer of ${name.en}` }
    : { zh: `${name.zh}盖住 ${formatPercent(part / whole)}`, en: `${name.en} cover ${formatPercent(part / whole)}` };

const approvedWords: Words = { zh: '批文红线', en: 'approved polygons' };
const facilityWords: Words = { zh: '设施备案', en: 'facility filings' };

/**
 * Verdicts that the figures suggest, likeliest first; empty when they suggest none (a person must look).
 * @param patchType the source's own word for the patch, which tells non-grain from non-agricultural use
 */
export function proposeVerdicts(figures: OverlayFigures, patchType: string | null, rules: Rules): VerdictProposal[] {
  const { areaM2, farmM2, pbfM2, approvedM2, facilityM2 } = figures;
  if (!(areaM2 > 0)) return [];
  const need = rules.value('verdict.coverRatio');
  const covers = (part: number | null) => part !== null && part / areaM2 >= need;
  const found: VerdictProposal[] = [];
  if (covers(approvedM2)) found.push(proposal('J10', 'approval', [cover(approvedWords, approvedM2, areaM2)]));
  if (covers(facilityM2)) found.push(proposal('J31', null, [cover(facilityWords, facilityM2, areaM2)]));
  if (covers(figures.constructionM2))
    found.push(
      proposal('J60', 'existingConstruction', [
        cover({ zh: '原有建设用地', en: 'existing construction land' }, figures.constructionM2, areaM2),
      ]),
    );
  if (covers(figures.ruralRoadM2))
    found.push(
      proposal('J30', null, [
        cover({ zh: '农村道路地类', en: 'rural roads of the survey' }, figures.ruralRoadM2, areaM2),
      ]),
    );
  if (found.length > 0 || farmM2 === null || !(farmM2 > 0)) return found;
  const pbf =
    pbfM2 !== null && pbfM2 > 0
      ? { zh: `（永农 ${formatMu(pbfM2)} 亩）`, en: ` (PBF ${formatMu(pbfM2)} mu)` }
      : { zh: '', en: '' };
  const reasons = [
    { zh: `占耕地 ${formatMu(farmM2)} 亩${pbf.zh}`, en: `farmland ${formatMu(farmM2)} mu${pbf.en}` },
    cover(approvedWords, approvedM2, areaM2),
    cover(facilityWords, facilityM2, areaM2),
  ];
  if (patchType !== null && nonGrainWords.test(patchType))
    return [proposal('J21', null, [{ zh: `图斑类型「${patchType}」`, en: `patch type “${patchType}”` }, ...reasons])];
  const partly = approvedM2 !== null && approvedM2 > 0;
  return [proposal('J20', partly ? 'overOccupation' : 'buildBeforeApproval', reasons)];
}

import { crsLabel } from './crs.ts';
import { type Notice, notice } from './errors.ts';
import type { Dataset, GeometryFamily, Inspection, LayerInfo } from './types.ts';

export interface Assessment {
  /** `ok` imports as it is, `report` imports with something to say or to ask, `refuse` does not import. */
  outcome: 'ok' | 'report' | 'refuse';
  /** What the user must be asked or told: the reference system, which layer, or that the geometry is of another kind. */
  needs: 'crs' | 'layer' | 'type' | null;
  notices: Notice[];
}

const typeNames: Readonly<Record<GeometryFamily, readonly [string, string]>> = {
  polygon: ['面', 'polygons'],
  line: ['线', 'lines'],
  point: ['点', 'points'],
  mixed: ['混合图形', 'mixed geometries'],
  none: ['没有图形的表', 'no geometry'],
};

/** Box of China with its seas, degrees. */
const CHINA = [73, 3, 136, 54] as const;

/** Judges one layer for import before it is read; self-crossings and null geometries show only while reading. */
export function assessLayer(layer: LayerInfo, want: 'polygon' | 'any' = 'polygon'): Assessment {
  const refuse = (needs: Assessment['needs'], ...notices: Notice[]): Assessment => ({
    outcome: 'refuse',
    needs,
    notices: [...notices, ...layer.notices],
  });
  const { crs } = layer;
  const obsolete = crs?.kind === 'beijing54' || crs?.kind === 'xian80';
  const wrongType =
    want === 'polygon' ? layer.geometry !== 'polygon' && layer.geometry !== 'mixed' : layer.geometry === 'none';
  if (layer.featureCount === 0) return refuse(wrongType ? 'type' : null, notice('noFeatures', { layer: layer.name }));
  if (wrongType && layer.geometry === 'none')
    return refuse('type', notice('noGeometry', { layer: layer.name, count: layer.featureCount }));
  if (wrongType) {
    const [type, typeEn] = typeNames[layer.geometry];
    return refuse('type', notice('wrongType', { layer: layer.name, type, typeEn }));
  }
  if (obsolete) return refuse(null);
  if (layer.geometry === 'mixed' && layer.bbox === null)
    return refuse(null, notice('noGeometry', { layer: layer.name, count: layer.featureCount }));
  if (crs === null) return { outcome: 'report', needs: 'crs', notices: [notice('crsMissing'), ...layer.notices] };
  const notices = [...crsNotices(layer), ...layer.notices];
  const serious = notices.some(({ code }) => code !== 'crsWgs84');
  return { outcome: serious ? 'report' : 'ok', needs: null, notices };
}

function crsNotices({ crs, bbox }: LayerInfo): Notice[] {
  if (crs === null) return [];
  const label = { crs: crsLabel(crs) };
  const notices: Notice[] = [];
  if (crs.kind === 'wgs84') notices.push(notice('crsWgs84'));
  if (crs.kind === 'other') notices.push(notice('crsForeign', label));
  if (!crs.datumNamed) notices.push(notice('crsUnnamedDatum', label));
  if (bbox === null) return notices;
  const [w, s, e, n] = bbox;
  if (crs.kind === 'cgcs2000' || crs.kind === 'wgs84') {
    if (Math.max(Math.abs(w), Math.abs(e)) > 180.001 || Math.max(Math.abs(s), Math.abs(n)) > 90.001)
      notices.push(notice('crsContradicted', label));
    else if (e < CHINA[0] || w > CHINA[2] || n < CHINA[1] || s > CHINA[3]) notices.push(notice('outsideChina'));
  }
  if (crs.kind === 'cgcs2000Gauss' && Math.abs(w) < 400 && Math.abs(n) < 400)
    notices.push(notice('crsContradicted', label));
  return notices;
}

export interface DatasetAssessment extends Assessment {
  /** The layer that can be imported, when there is exactly one. */
  layer: string | null;
  layers: Record<string, Assessment>;
}

/** Judges a whole data set: one usable layer is taken, several are asked about, none refuses. */
export function assessDataset(
  dataset: Dataset,
  inspection: Inspection,
  want: 'polygon' | 'any' = 'polygon',
): DatasetAssessment {
  const judged = inspection.layers.map((layer) => ({ layer, assessment: assessLayer(layer, want) }));
  const layers = Object.fromEntries(judged.map(({ layer, assessment }) => [layer.name, assessment]));
  const usable = judged.filter(({ assessment }) => assessment.outcome !== 'refuse');
  const [only] = usable;
  if (!only) {
    const typed = judged.find(({ assessment }) => assessment.needs === 'type');
    const notices = [...inspection.notices, ...judged.flatMap(({ assessment }) => assessment.notices)];
    return { outcome: 'refuse', needs: typed?.assessment.needs ?? null, layer: null, layers, notices };
  }
  if (usable.length > 1) {
    const names = usable.map(({ layer }) => layer.name);
    const several = notice('severalLayers', { count: names.length, layers: names.join('、') });
    return { outcome: 'report', needs: 'layer', layer: null, layers, notices: [several, ...inspection.notices] };
  }
  const { outcome, needs, notices } = only.assessment;
  const all = [...inspection.notices, ...notices];
  const reports = dataset.missing.length > 0 || inspection.notices.length > 0;
  return {
    outcome: outcome === 'ok' && reports ? 'report' : outcome,
    needs,
    layer: only.layer.name,
    layers,
    notices: all,
  };
}

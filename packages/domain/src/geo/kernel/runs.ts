import { type EdgeRuns, type Outline, planeOf, ringStart } from '../flat.ts';

const edgesPerRun = 32;
/** How many runs a group box covers. */
export const runsPerGroup = 32;
/** Below this many vertices reading them all is quicker than asking boxes first. */
const worthIt = 400;

function boxOfGroups(boxes: Float64Array, count: number): Float64Array {
  const groups = Math.ceil(count / runsPerGroup);
  const result = new Float64Array(groups * 4);
  for (let g = 0; g < groups; g++) {
    let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
    for (let r = g * runsPerGroup; r < Math.min(count, (g + 1) * runsPerGroup); r++) {
      x0 = Math.min(x0, boxes[4 * r] as number);
      y0 = Math.min(y0, boxes[4 * r + 1] as number);
      x1 = Math.max(x1, boxes[4 * r + 2] as number);
      y1 = Math.max(y1, boxes[4 * r + 3] as number);
    }
    result.set([x0, y0, x1, y1], 4 * g);
  }
  return result;
}

function build(p: Outline): EdgeRuns {
  const m = planeOf(p);
  const from: number[] = [];
  const to: number[] = [];
  const boxes: number[] = [];
  for (let ring = 0; ring < p.ringEnds.length; ring++) {
    const last = (p.ringEnds[ring] as number) - 1;
    for (let start = ringStart(p, ring); start < last; start += edgesPerRun) {
      const end = Math.min(start + edgesPerRun, last);
      let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
      for (let i = start; i <= end; i++) {
        x0 = Math.min(x0, m[2 * i] as number);
        y0 = Math.min(y0, m[2 * i + 1] as number);
        x1 = Math.max(x1, m[2 * i] as number);
        y1 = Math.max(y1, m[2 * i + 1] as number);
      }
      from.push(start);
      to.push(end);
      boxes.push(x0, y0, x1, y1);
    }
  }
  const all = Float64Array.from(boxes);
  return {
    boxes: all,
    from: Int32Array.from(from),
    to: Int32Array.from(to),
    groupBoxes: boxOfGroups(all, from.length),
  };
}

/** The runs of a long boundary, made once per polygon; null for a short one. */
export function runsOf(p: Outline): EdgeRuns | null {
  if (planeOf(p).length < 2 * worthIt) return null;
  p.runs ??= build(p);
  return p.runs;
}

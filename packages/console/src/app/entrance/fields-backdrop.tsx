const W = 1440;
const H = 900;
/** Mostly paddy, as the ground is; the order repeats far enough apart to read as ground, not as wallpaper. */
const classes = ['0101', '0101', '0103', '0101', '02', '0101', '0101', '03', '0103', '0101', '1202'];
const widths = [86, 118, 74, 132, 98, 124, 104, 90, 140];
const heights = [74, 62, 88, 70, 96, 66, 80];

/** The ridge between two strips: a slow wave, the same for the plots above and below it. */
function ridge(row: number, x: number): number {
  let y = -60;
  for (let i = 0; i < row; i++) y += heights[i % heights.length] ?? 70;
  return y + 16 * Math.sin(x / 260 + row * 0.7) + 7 * Math.sin(x / 97 + row * 1.9);
}

interface Plot {
  key: string;
  code: string;
  path: string;
}

function plotsOf(row: number): Plot[] {
  const plots: Plot[] = [];
  let x = -((row * 53) % 110);
  for (let i = 0; x < W + 40; i++) {
    const w = widths[(i * 4 + row * 5) % widths.length] ?? 100;
    const lean = ((i * 7 + row * 3) % 5) * 4 - 8;
    const next = x + w;
    const [a, b, c, d] = [ridge(row, x), ridge(row, next), ridge(row + 1, next), ridge(row + 1, x)];
    plots.push({
      key: `${row}-${i}`,
      code: classes[(i * 3 + row * 4) % classes.length] ?? '0101',
      path: `M${x} ${a}L${next} ${b}L${next + lean} ${c}L${x + lean} ${d}Z`,
    });
    x = next;
  }
  return plots;
}

const rows = Array.from({ length: 14 }, (_, row) => plotsOf(row));
const line = (row: number) =>
  Array.from({ length: 40 }, (_, i) => `${i === 0 ? 'M' : 'L'}${i * 40 - 40} ${ridge(row, i * 40 - 40)}`).join('');

/** The ground behind the sign-in card: plots, a canal, a road. Decoration without meaning. */
export function FieldsBackdrop() {
  return (
    <svg
      className="st-entrance-ground"
      viewBox={`0 0 ${W} ${H}`}
      preserveAspectRatio="xMidYMid slice"
      aria-hidden="true"
    >
      <defs>
        <pattern id="ground-hatch" width="5" height="5" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="5" stroke="var(--map-pbf)" strokeOpacity="0.32" />
        </pattern>
      </defs>
      <rect width={W} height={H} fill="var(--lc-0101)" />
      {rows.flat().map((plot) => (
        <g key={plot.key}>
          <path d={plot.path} fill={`var(--lc-${plot.code})`} stroke="#b5b08a" strokeOpacity="0.55" />
          {plot.code === '0101' && <path d={plot.path} fill="url(#ground-hatch)" />}
        </g>
      ))}
      <path d={line(4)} stroke="#8fb6c9" strokeWidth="26" fill="none" />
      <path d={line(4)} stroke="var(--lc-11)" strokeWidth="23" fill="none" />
      <path d="M300 -20C340 220 250 420 330 640S300 820 320 920" stroke="#c9c5b8" strokeWidth="13" fill="none" />
      <path d="M300 -20C340 220 250 420 330 640S300 820 320 920" stroke="#fff" strokeWidth="11" fill="none" />
    </svg>
  );
}

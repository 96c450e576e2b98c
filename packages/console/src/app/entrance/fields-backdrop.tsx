/** One strip of plots; widths differ so that the pattern reads as ground, not as wallpaper. */
const strips = [
  { y: 0, h: 118, plots: ['0101', '0101', '0103', '0101', '02', '0101', '03'] },
  { y: 118, h: 96, plots: ['0103', '0101', '0101', '1202', '0101', '0103', '0101'] },
  { y: 238, h: 132, plots: ['0101', '02', '0101', '0101', '0103', '0101', '03'] },
  { y: 370, h: 104, plots: ['03', '0101', '0103', '0101', '0101', '02', '0101'] },
  { y: 474, h: 146, plots: ['0101', '0103', '02', '0101', '1202', '0101', '0101'] },
  { y: 620, h: 120, plots: ['03', '03', '0101', '0103', '0101', '0101', '02'] },
  { y: 740, h: 170, plots: ['03', '0101', '0101', '02', '0103', '0101', '03'] },
];
const widths = [128, 176, 112, 204, 150, 190, 160];

/** The ground behind the sign-in card: plots, a canal, a road. Decoration without meaning. */
export function FieldsBackdrop() {
  return (
    <svg className="st-entrance-ground" viewBox="0 0 1120 910" preserveAspectRatio="xMidYMid slice" aria-hidden="true">
      <defs>
        <pattern id="ground-hatch" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
          <line x1="0" y1="0" x2="0" y2="7" stroke="var(--map-pbf)" strokeOpacity="0.3" />
        </pattern>
      </defs>
      <g transform="rotate(-7 560 455) scale(1.14) translate(-60 -50)">
        {strips.map((strip, s) => {
          let x = -((s * 47) % 90);
          return strip.plots.map((plot, i) => {
            const w = widths[(i * 3 + s * 2) % widths.length] ?? 150;
            const at = x;
            x += w;
            return (
              <g key={`${strip.y}-${at}`}>
                <rect
                  x={at}
                  y={strip.y}
                  width={w}
                  height={strip.h}
                  fill={`var(--lc-${plot})`}
                  stroke="#fff"
                  strokeOpacity="0.8"
                />
                {plot === '0101' && <rect x={at} y={strip.y} width={w} height={strip.h} fill="url(#ground-hatch)" />}
              </g>
            );
          });
        })}
        <path d="M-40 226 H1180" stroke="var(--lc-11)" strokeWidth="24" />
        <path d="M-40 214 H1180 M-40 238 H1180" stroke="#8fb6c9" strokeWidth="1" />
        <path d="M640 -40 V980" stroke="#fff" strokeWidth="13" />
        <path d="M633 -40 V980 M647 -40 V980" stroke="#c9c5b8" strokeWidth="1" />
      </g>
    </svg>
  );
}

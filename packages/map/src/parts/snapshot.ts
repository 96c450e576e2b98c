import { Map as MapLibreMap } from 'maplibre-gl';
import { TEXT_FONT } from '../style/base.ts';
import { addImages } from '../style/images.ts';
import { metresPerPixel, scaleBar, zoomForScale } from '../view/scale.ts';

export interface SnapshotOptions {
  widthMm: number;
  heightMm: number;
  /** Scale denominator, such as 2000. */
  scale: number;
  /** Dots an inch on paper. */
  dpi?: number;
}

/** Longest wait for tiles of a printed map, in ms; after it the map is given up rather than printed with holes. */
const PATIENCE_MS = 30_000;
const MM_PER_INCH = 25.4;

/**
 * The present map as a PNG for paper: a second map off screen, at the given scale and size, then scale bar and status line.
 * @throws Error when a layer has not loaded in time; a map with silent holes must not be printed
 */
export async function snapshot(
  map: MapLibreMap,
  status: string,
  { widthMm, heightMm, scale, dpi = 200 }: SnapshotOptions,
): Promise<Blob> {
  const [width, height] = [widthMm, heightMm].map((mm) => Math.round((mm / MM_PER_INCH) * 96)) as [number, number];
  const pixelRatio = dpi / 96;
  const holder = document.createElement('div');
  Object.assign(holder.style, {
    position: 'fixed',
    left: '-99999px',
    top: '0',
    width: `${width}px`,
    height: `${height}px`,
  });
  document.body.append(holder);
  const center = map.getCenter();
  const copy = new MapLibreMap({
    container: holder,
    style: map.getStyle(),
    center,
    zoom: zoomForScale(center.lat, scale),
    interactive: false,
    attributionControl: false,
    fadeDuration: 0,
    pixelRatio,
    maxCanvasSize: [8192, 8192],
    canvasContextAttributes: { preserveDrawingBuffer: true },
  });
  try {
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('map snapshot timed out')), PATIENCE_MS);
      copy.once('style.load', () => addImages(copy));
      copy.on('error', (event) => reject(event.error));
      copy.once('idle', () => {
        clearTimeout(timer);
        resolve();
      });
    });
    return await compose(copy.getCanvas(), status, metresPerPixel(center.lat, copy.getZoom()), pixelRatio);
  } finally {
    copy.remove();
    holder.remove();
  }
}

async function compose(picture: HTMLCanvasElement, status: string, mPerPx: number, ratio: number): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = picture.width;
  canvas.height = picture.height;
  const c = canvas.getContext('2d');
  if (!c) throw new Error('no 2d canvas');
  c.drawImage(picture, 0, 0);
  c.scale(ratio, ratio);
  const [width, height] = [canvas.width / ratio, canvas.height / ratio];
  c.font = `12px ${TEXT_FONT.slice(1).join(',')}, sans-serif`;
  const { px, text } = scaleBar(mPerPx, 110);
  const write = (words: string, x: number, align: CanvasTextAlign) => {
    c.textAlign = align;
    c.strokeStyle = '#ffffff';
    c.lineWidth = 3;
    c.strokeText(words, x, height - 14);
    c.fillStyle = '#000000';
    c.fillText(words, x, height - 14);
  };
  write(text, 16, 'left');
  write(status, width - 12, 'right');
  c.strokeStyle = '#000000';
  c.lineWidth = 1.5;
  c.beginPath();
  c.moveTo(12, height - 16);
  c.lineTo(12, height - 9);
  c.lineTo(12 + px, height - 9);
  c.lineTo(12 + px, height - 16);
  c.stroke();
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('no picture'))), 'image/png'),
  );
}

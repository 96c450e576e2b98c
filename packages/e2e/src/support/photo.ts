import { expect, type Page } from '@playwright/test';

/** Every run takes new pictures: a server that has seen the old ones says so (E01). */
const roll = Date.now() % 1_000_000;

/**
 * Takes a photo: a JPEG drawn in the page itself, every seed another view (so that no two look alike to the check for
 * used pictures).
 */
async function shoot(page: Page, seed: number): Promise<{ name: string; mimeType: string; buffer: Buffer }> {
  const drawn = await page.evaluate(
    (seed) => {
      const canvas = document.createElement('canvas');
      [canvas.width, canvas.height] = [960, 720];
      const pen = canvas.getContext('2d');
      if (pen === null) throw new Error('no canvas');
      let state = Math.imul(seed, 2_654_435_761) >>> 0;
      const next = () => {
        state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
        return state / 4_294_967_296;
      };
      pen.fillStyle = `hsl(205 45% ${60 + next() * 25}%)`;
      pen.fillRect(0, 0, 960, 720);
      const skyline = 180 + next() * 160;
      pen.fillStyle = `hsl(${70 + next() * 60} 35% ${25 + next() * 20}%)`;
      pen.fillRect(0, skyline, 960, 720);
      for (let i = 0; i < 26; i += 1) {
        pen.fillStyle = `hsl(${20 + next() * 120} ${15 + next() * 40}% ${15 + next() * 65}%)`;
        pen.fillRect(next() * 860, skyline * 0.5 + next() * 500, 50 + next() * 260, 30 + next() * 200);
      }
      return canvas.toDataURL('image/jpeg', 0.85).split(',')[1] ?? '';
    },
    roll * 1000 + seed,
  );
  return {
    name: `IMG_${String(seed).padStart(4, '0')}.jpg`,
    mimeType: 'image/jpeg',
    buffer: Buffer.from(drawn, 'base64'),
  };
}

/**
 * Turns the phone to a bearing, degrees. A phone on a desk has no compass: what it would say is said here, in the event
 * that Chrome uses for north, until the screen has heard it.
 */
async function turn(page: Page, bearing: number): Promise<void> {
  await expect(async () => {
    await page.evaluate(
      (alpha) => {
        const turned = { alpha, beta: 90, gamma: 0, absolute: true };
        window.dispatchEvent(new DeviceOrientationEvent('deviceorientationabsolute', turned));
      },
      (360 - bearing) % 360,
    );
    // The words of the shot before may still stand there: they must say this direction.
    await expect(page.getByText(new RegExp(`朝.+，${bearing}°|方向差`))).toBeVisible({ timeout: 300 });
  }).toPass();
}

/** Presses the shutter of the phone's camera screen for one kind of photo, and waits until the phone has kept it. */
export async function takeShot(page: Page, kind: string, seed: number, bearing: number): Promise<void> {
  const picked = page.getByRole('radio', { name: new RegExp(`^${kind}`) });
  await picked.click();
  const picture = await shoot(page, seed);
  await turn(page, bearing);
  await page.getByLabel('按这里拍照').setInputFiles(picture);
  await page.getByRole('radio', { name: new RegExp(`^${kind}\\s*✓`) }).waitFor();
}

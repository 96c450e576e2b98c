import type { Map as MapLibreMap } from 'maplibre-gl';
import {
  TerraDraw,
  TerraDrawModeUndoRedo,
  TerraDrawPointMode,
  TerraDrawPolygonMode,
  TerraDrawSelectMode,
} from 'terra-draw';
import { TerraDrawMapLibreGLAdapter } from 'terra-draw-maplibre-gl-adapter';
import { slotId } from '../style/slots.ts';

const BLUE = '#0b57d0';
const WHITE = '#ffffff';

const corner = (prefix: string, width: number) => ({
  [`${prefix}Width`]: width,
  [`${prefix}Color`]: WHITE,
  [`${prefix}OutlineColor`]: BLUE,
  [`${prefix}OutlineWidth`]: 2,
});

/**
 * The gesture part of drawing: clicks, drags, midpoints, in our colours. Snapping is off, because a corner that jumps
 * to a neighbour's corner changes an area nobody measured.
 * @param touch larger handles for fingers
 */
export function makeTerra(map: MapLibreMap, touch: boolean): TerraDraw {
  const handle = touch ? 9 : 5;
  const pointerDistance = touch ? 40 : 24;
  return new TerraDraw({
    // Precision above the default 9: imported corners carry more digits and would be refused.
    adapter: new TerraDrawMapLibreGLAdapter({ map, coordinatePrecision: 17, renderBelowLayerId: slotId('tools') }),
    modes: [
      new TerraDrawPointMode({ styles: { ...corner('point', 8), pointColor: BLUE, pointOutlineColor: WHITE } }),
      new TerraDrawPolygonMode({
        pointerDistance,
        // Enter, Esc and Delete are answered by the session, which never loses a drawing to a stray key.
        keyEvents: null,
        showCoordinatePoints: true,
        styles: {
          fillOpacity: 0,
          outlineColor: BLUE,
          outlineWidth: 3,
          ...corner('closingPoint', handle + 1),
          ...corner('coordinatePoint', handle - 1),
        },
      }),
      new TerraDrawSelectMode({
        pointerDistance,
        keyEvents: null,
        allowManualDeselection: false,
        flags: {
          polygon: {
            feature: { draggable: false, coordinates: { midpoints: true, draggable: true, deletable: true } },
          },
        },
        styles: {
          selectedPolygonFillOpacity: 0,
          selectedPolygonOutlineColor: BLUE,
          selectedPolygonOutlineWidth: 3,
          ...corner('selectionPoint', handle),
          midPointColor: BLUE,
          midPointOutlineColor: WHITE,
          midPointOutlineWidth: 1.5,
          midPointWidth: handle - 2,
          midPointOpacity: 0.8,
        },
      }),
    ],
    undoRedo: { modeLevel: new TerraDrawModeUndoRedo() },
  });
}

import { type Widget } from '../reading/dashboard';

/** The size of a unit of a dashboard's grid, in pixels, and the gap between two widgets. */
const unit = { width: 44, height: 34 } as const;
const gap = 8;
/** The space above the first widget, for the title of the picture. */
export const headHeight = 40;

/** The rectangle that a widget has in the picture, in pixels. */
export interface Frame {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** The space between the border of a widget and what is in it. */
export const padding = 10;

export function frameOf({ x, y, width, height }: Widget): Frame {
  return {
    x: x * unit.width + gap,
    y: headHeight + y * unit.height,
    width: width * unit.width - gap,
    height: height * unit.height - gap,
  };
}

/** The size of a picture that has some widgets. */
export function sizeOf(widgets: readonly Widget[]): { readonly width: number; readonly height: number } {
  const frames = widgets.map(frameOf);
  return {
    width: Math.max(...frames.map(({ x, width }) => x + width)) + gap,
    height: Math.max(...frames.map(({ y, height }) => y + height)) + gap,
  };
}

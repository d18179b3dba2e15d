/** The largest picture that the bridge takes from a camera, in either orientation. */
const LONG = 640;
const SHORT = 360;

/**
 * By how much a camera's picture must be scaled down so that it is taken: a camera that knows no such size may deliver
 * 640 by 480 or more, whatever was asked for.
 */
export function fitFactor(size: { readonly width?: number; readonly height?: number } | undefined): number {
  const width = size?.width ?? 0;
  const height = size?.height ?? 0;
  return Math.max(1, Math.max(width, height) / LONG, Math.min(width, height) / SHORT);
}

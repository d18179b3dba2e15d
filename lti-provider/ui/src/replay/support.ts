import type { Manifest } from './manifest';

/** Names of the video formats in a recording that this browser cannot decode. */
export async function missingFormats(
  manifest: Manifest,
  decodes: (codec: string) => Promise<boolean>,
): Promise<readonly string[]> {
  const codecs = new Set(
    manifest.tracks
      .filter(({ kind }) => kind === 'camera' || kind === 'screen')
      .flatMap(({ parts }) => parts.map(({ codec }) => codec)),
  );
  const missing = new Set<string>();
  for (const codec of codecs) {
    if (!(await decodes(codec))) {
      missing.add(nameOf(codec));
    }
  }
  return [...missing].sort();
}

/** What this browser's WebCodecs says; a codec that it does not know is one that it cannot decode. */
export async function decodes(codec: string): Promise<boolean> {
  try {
    return (await VideoDecoder.isConfigSupported({ codec })).supported === true;
  } catch {
    return false;
  }
}

function nameOf(codec: string): string {
  if (codec.startsWith('avc')) {
    return 'H.264';
  }
  return codec.startsWith('vp8') || codec.startsWith('vp08') ? 'VP8' : codec;
}

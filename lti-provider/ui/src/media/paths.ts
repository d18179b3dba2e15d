/** Which ways through the network work; see "Connectivity" in docs/protocol.md. */

export type PathName = 'udp' | 'tcp' | 'turn';

export interface Probe {
  readonly id: string;
  readonly paths: readonly { readonly path: PathName; readonly sdp: string }[];
  readonly ice: readonly RTCIceServer[];
  readonly seconds: number;
}

/** Where packets of a path go: what a network's admin has to let through. */
export interface Target {
  readonly host: string;
  readonly port: string;
}

export interface PathResult {
  readonly path: PathName;
  readonly works: boolean;
  readonly targets: readonly Target[];
}

export type Verdict = 'good' | 'slower' | 'blocked';

/** Directly over UDP is as good as it gets; any other way carries a class as well, with more delay. */
export function verdict(results: readonly PathResult[]): Verdict {
  if (results.some(result => result.path === 'udp' && result.works)) {
    return 'good';
  }
  return results.some(result => result.works) ? 'slower' : 'blocked';
}

/** Addresses and ports of an offer's candidates, or of the relays. */
export function targets(path: PathName, sdp: string, ice: readonly RTCIceServer[]): Target[] {
  if (path === 'turn') {
    return ice.flatMap(server => [server.urls].flat().flatMap(relay));
  }
  return [...sdp.matchAll(/^a=candidate:\S+ \d+ \S+ \d+ (\S+) (\d+) /gm)].map(([, host = '', port = '']) => ({
    host,
    port,
  }));
}

function relay(url: string): Target[] {
  const match = /^turns?:(\[[^\]]+\]|[^:?]+)(?::(\d+))?/.exec(url);
  const secure = url.startsWith('turns:');
  return match?.[1] === undefined ? [] : [{ host: match[1], port: match[2] ?? (secure ? '5349' : '3478') }];
}

/** Tries one path to the end: true once the encryption handshake is done over it. */
export async function tryPath(
  path: PathName,
  sdp: string,
  ice: readonly RTCIceServer[],
  answer: (sdp: string) => Promise<unknown>,
  patience: number,
): Promise<boolean> {
  const peer = new RTCPeerConnection({
    bundlePolicy: 'max-bundle',
    iceServers: path === 'turn' ? [...ice] : [],
    iceTransportPolicy: path === 'turn' ? 'relay' : 'all',
  });
  try {
    const connected = new Promise<boolean>(done => {
      setTimeout(() => done(false), patience);
      peer.onconnectionstatechange = () => {
        if (peer.connectionState === 'connected') {
          done(true);
        } else if (peer.connectionState === 'failed') {
          done(false);
        }
      };
    });
    peer.createDataChannel('live');
    await peer.setRemoteDescription({ type: 'offer', sdp });
    await peer.setLocalDescription(await peer.createAnswer());
    await answer(peer.localDescription?.sdp ?? '');
    return await connected;
  } catch {
    return false;
  } finally {
    peer.close();
  }
}

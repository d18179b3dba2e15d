/**
 * Runs in every page before its own scripts. It changes nothing for the page; it keeps its peer connections, counts
 * what a renegotiation would need, and notes the server's messages.
 */
export function instrument() {
  if (window.e2e) return;
  const e2e = { peers: [], calls: {}, events: {}, slots: [], received: {}, last: {}, drawn: {}, decoded: {}, heard: [] };
  window.e2e = e2e;
  const count = (table, name) => {
    table[name] = (table[name] ?? 0) + 1;
  };
  const hear = (data) => {
    if (typeof data !== 'string') return;
    try {
      const message = JSON.parse(data);
      count(e2e.received, message.type);
      // Without what is long and never asked for.
      e2e.last[message.type] = message.type === 'offer' ? { ...message, sdp: '…' } : message;
      if (message.type === 'slots') e2e.slots = message.slots;
      if (message.type === 'state') e2e.me = message.me;
    } catch {
      count(e2e.received, 'not JSON');
    }
  };

  const wrapped = ['setRemoteDescription', 'setLocalDescription', 'createOffer', 'createAnswer', 'restartIce'];
  for (const name of wrapped) {
    const original = RTCPeerConnection.prototype[name];
    RTCPeerConnection.prototype[name] = function (...args) {
      count(e2e.calls, name);
      return original.apply(this, args);
    };
  }
  const createDataChannel = RTCPeerConnection.prototype.createDataChannel;
  RTCPeerConnection.prototype.createDataChannel = function (...args) {
    const channel = createDataChannel.apply(this, args);
    channel.addEventListener('message', (event) => hear(event.data));
    return channel;
  };
  window.RTCPeerConnection = new Proxy(RTCPeerConnection, {
    construct(target, args, newTarget) {
      const peer = Reflect.construct(target, args, newTarget);
      e2e.peers.push(peer);
      count(e2e.calls, 'new');
      for (const name of ['negotiationneeded', 'iceconnectionstatechange', 'connectionstatechange', 'track']) {
        peer.addEventListener(name, () => count(e2e.events, name));
      }
      peer.addEventListener('datachannel', (event) => {
        event.channel.addEventListener('message', (message) => hear(message.data));
      });
      return peer;
    },
  });
  window.WebSocket = new Proxy(WebSocket, {
    construct(target, args, newTarget) {
      const socket = Reflect.construct(target, args, newTarget);
      count(e2e.calls, 'WebSocket');
      socket.addEventListener('message', (event) => hear(event.data));
      return socket;
    },
  });

  /** What a page with no manners would do: sends its microphone whatever it was told. */
  e2e.sendMicrophoneAnyway = async () => {
    const media = await navigator.mediaDevices.getUserMedia({ audio: true });
    for (const peer of e2e.peers.filter((p) => p.connectionState === 'connected')) {
      const line = peer.getTransceivers().find((t) => t.mid === 'mic');
      await line.sender.replaceTrack(media.getAudioTracks()[0]);
    }
  };

  // The replay: frames that reach a canvas, by the place they are drawn at, and sound that reaches the speaker.
  const drawImage = CanvasRenderingContext2D.prototype.drawImage;
  CanvasRenderingContext2D.prototype.drawImage = function (image, ...where) {
    if (window.VideoFrame && image instanceof VideoFrame) {
      const place = where.slice(-4, -2).map(Math.round).join(',');
      e2e.drawn[place] ??= { frames: 0, last: -1 };
      if (e2e.drawn[place].last !== image.timestamp) {
        e2e.drawn[place].frames += 1;
        e2e.drawn[place].last = image.timestamp;
      }
    }
    return drawImage.call(this, image, ...where);
  };
  const connect = AudioNode.prototype.connect;
  AudioNode.prototype.connect = function (to, ...rest) {
    if (to instanceof AudioDestinationNode) {
      const analyser = new AnalyserNode(this.context, { fftSize: 2048 });
      connect.call(this, analyser);
      e2e.heard.push(analyser);
    }
    return connect.call(this, to, ...rest);
  };
  /** Largest amplitude on the way to the speaker just now. */
  e2e.loudness = () =>
    Math.max(
      0,
      ...e2e.heard.map((analyser) => {
        const wave = new Float32Array(analyser.fftSize);
        analyser.getFloatTimeDomainData(wave);
        return wave.reduce((loudest, x) => Math.max(loudest, Math.abs(x)), 0);
      }),
    );
}

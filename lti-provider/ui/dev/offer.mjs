// An offer as the bridge writes it (docs/protocol.md, "Media") of a server that is not there: pages open their lines for
// it and never get a packet.

const TRANSPORT = mid => [
  'c=IN IP4 0.0.0.0',
  `a=mid:${mid}`,
  'a=ice-ufrag:made',
  'a=ice-pwd:madeupmadeupmadeupmadeup',
  `a=fingerprint:sha-256 ${Array(32).fill('AB').join(':')}`,
  'a=setup:actpass',
];
const CODECS = {
  audio: ['111', ['a=rtpmap:111 opus/48000/2', 'a=fmtp:111 minptime=10;useinbandfec=1']],
  video: ['96 97', ['a=rtpmap:96 VP8/90000', 'a=rtcp-fb:96 nack', 'a=rtpmap:97 rtx/90000', 'a=fmtp:97 apt=96']],
};

function line(kind, mid, direction, more = []) {
  const [types, codecs] = CODECS[kind];
  return [
    `m=${kind} 9 UDP/TLS/RTP/SAVPF ${types}`,
    ...TRANSPORT(mid),
    `a=${direction}`,
    'a=rtcp-mux',
    ...codecs,
    ...more,
  ];
}

/** With so many slots for pictures, and candidates such as `udp 192.0.2.10 10000`. */
export function offer(videos, candidates = []) {
  const slots = [['audio', 'a0'], ...Array.from({ length: videos }, (_, i) => ['video', `v${i}`])];
  const mids = ['mic', 'cam', 'scr', 'sca', ...slots.map(([, mid]) => mid), 'data'];
  const lines = [
    ...['v=0', 'o=- 1 1 IN IP4 127.0.0.1', 's=-', 't=0 0', 'a=ice-lite', `a=group:BUNDLE ${mids.join(' ')}`],
    'a=extmap-allow-mixed',
    ...line('audio', 'mic', 'recvonly', candidates.map(candidate)),
    ...line('video', 'cam', 'recvonly', [
      'a=extmap:4 urn:ietf:params:rtp-hdrext:sdes:mid',
      'a=extmap:10 urn:ietf:params:rtp-hdrext:sdes:rtp-stream-id',
      'a=rid:l recv',
      'a=rid:h recv',
      'a=simulcast:recv l;h',
    ]),
    ...line('video', 'scr', 'recvonly'),
    ...line('audio', 'sca', 'recvonly'),
    ...slots.flatMap(([kind, mid], i) =>
      line(kind, mid, 'sendonly', [`a=msid:${mid} ${mid}`, `a=ssrc:${1000 + 2 * i} cname:made-up`]),
    ),
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    ...TRANSPORT('data'),
    'a=sctp-port:5000',
    'a=max-message-size:65536',
  ];
  return `${lines.join('\r\n')}\r\n`;
}

function candidate(text, i) {
  const [protocol, host, port] = text.split(' ');
  return `a=candidate:${i} 1 ${protocol} ${2_000_000_000 - i} ${host} ${port} typ host${protocol === 'tcp' ? ' tcptype passive' : ''}`;
}

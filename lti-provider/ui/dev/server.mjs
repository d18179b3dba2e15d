// A made-up class for design work: the built pages over the protocol, with people who are not there and no media.
//   node dev/server.mjs [port]      then open /lobby, /lobby?role=student, /room#t=host, /room#t=student, /room#t=weak, /message
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { WebSocketServer } from 'ws';
import { courseApi, courseBootstrap } from './course.mjs';
import * as made from './made-up.mjs';
import { makeRecording } from './recording.mjs';
import { readSession } from './session.mjs';

const web = fileURLToPath(new URL('../../target/classes/web', import.meta.url));
const port = Number(process.argv[2] ?? 5173);
const TYPES = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html' };
const POLICY = "default-src 'self'; object-src 'none'; base-uri 'none'";

const server = createServer((request, response) => {
  const url = new URL(request.url ?? '/', `http://localhost:${port}`);
  const page = { '/lobby': 'lobby', '/room': 'class', '/replay': 'replay', '/message': 'message', '/course': 'course' }[
    url.pathname
  ];
  if (page) {
    let html = readFileSync(join(web, `${page}.html`), 'utf8');
    html = html.replace('__BOOTSTRAP__', JSON.stringify(bootstrapOf(page, url.searchParams)));
    for (const [name, text] of Object.entries(made.message)) {
      html = html.replaceAll(name, text);
    }
    send(response, 200, 'text/html', html);
  } else if (url.pathname.startsWith('/assets/')) {
    serve(response, join(web, normalize(url.pathname)));
  } else if (url.pathname.startsWith('/api/recordings/r1')) {
    recorded(request, response, url);
  } else if (url.pathname.startsWith('/api/')) {
    answer(request, response, url);
  } else {
    send(response, 404, 'text/plain', 'not found');
  }
});

function bootstrapOf(page, query) {
  const role = query.get('role') ?? 'host';
  return page === 'course' ? courseBootstrap(role, query.get('view') ?? 'course') : made.bootstrap(role);
}

function answer(request, response, url) {
  const chunks = [];
  request.on('data', chunk => chunks.push(chunk));
  request.on('end', () => {
    const body = chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : {};
    const json = courseApi(url.pathname) ?? made.api(request.method, url.pathname, body);
    send(
      response,
      json === undefined ? 404 : 200,
      'application/json',
      JSON.stringify(json ?? { error: { code: 'not_found', message: 'Not here.' } }),
    );
  });
}

let recording;

/** Manifest, index and ranges of the made-up recording, which is encoded when it is first wanted. */
function recorded(request, response, url) {
  recording ??= process.env.RECORDING ? readSession(process.env.RECORDING) : makeRecording();
  const [, id, index] = /\/parts\/([^/]+)(\/index)?$/.exec(url.pathname) ?? [];
  if (id === undefined) {
    send(response, 200, 'application/json', JSON.stringify(recording.manifest));
    return;
  }
  const part = recording.parts.get(id);
  const range = /bytes=(\d+)-(\d+)/.exec(request.headers.range ?? '');
  if (part === undefined) {
    send(response, 404, 'text/plain', '');
  } else if (index) {
    send(response, 200, 'application/octet-stream', part.index);
  } else {
    send(response, 206, 'video/mp4', range ? part.bytes.subarray(Number(range[1]), Number(range[2]) + 1) : part.bytes);
  }
}

function serve(response, file) {
  try {
    if (statSync(file).isFile()) {
      send(response, 200, TYPES[extname(file)] ?? 'application/octet-stream', readFileSync(file));
      return;
    }
  } catch {
    // not there
  }
  send(response, 404, 'text/plain', 'not found');
}

function send(response, status, type, body) {
  response.writeHead(status, { 'Content-Type': type, 'Content-Security-Policy': POLICY });
  response.end(body);
}

new WebSocketServer({ server, path: '/room/socket' }).on('connection', socket => made.converse(socket));
server.listen(port, '127.0.0.1', () => console.log(`http://localhost:${port}/lobby`));

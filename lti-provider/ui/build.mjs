// Builds the pages into ../target/classes/web (the jar's folder) and does nothing when nothing changed.
//
//   node build.mjs            install what bundling needs when the lock changed, bundle when a source changed
//   node build.mjs --check    also install the developers' tools, then run tsc, biome and vitest
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const FIRST_LOAD_LIMIT = 30_000;
const PAGES = ['admin', 'lobby', 'course', 'class', 'register', 'replay', 'deeplink', 'storage', 'message'];

/** What every page's head begins with. */
const HEAD = [
  '<meta charset="utf-8">',
  '<meta name="viewport" content="width=device-width, initial-scale=1, interactive-widget=resizes-content">',
  '<meta name="color-scheme" content="light dark">',
  '<link rel="icon" href="/assets/icon.svg">',
];

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, '..', 'target');
const out = join(target, 'classes', 'web');
const check = process.argv.includes('--check');

try {
  install(check ? 'all' : 'bundle');
  if (check) {
    run('node_modules/.bin/tsc', []);
    run('node_modules/.bin/biome', ['ci', '.']);
    run('node_modules/.bin/vitest', ['run']);
  }
  await bundle();
} catch (problem) {
  console.error(`ui: ${problem.message}`);
  process.exit(1);
}

/** Puts the locked packages in place; the stamp lies beside them, so that a wiped folder is filled again. */
function install(wanted) {
  const stamp = join(here, 'node_modules', '.lectern');
  const lock = hash([join(here, 'package-lock.json')]);
  const found = existsSync(stamp) ? readFileSync(stamp, 'utf8').trim().split(' ') : [];
  if (found[0] === lock && (found[1] === 'all' || found[1] === wanted)) {
    return;
  }
  run('npm', ['ci', '--no-audit', '--no-fund', '--ignore-scripts', ...(wanted === 'all' ? [] : ['--omit=dev'])]);
  writeFileSync(stamp, `${lock} ${wanted}\n`);
}

async function bundle() {
  const stamp = join(target, 'ui.stamp');
  const now = hash([
    ...['build.mjs', 'package-lock.json', 'tsconfig.json'].map(name => join(here, name)),
    ...files(join(here, 'src')),
    ...files(join(here, 'pages')),
  ]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === now && existsSync(join(out, 'class.html'))) {
    return;
  }
  rmSync(out, { recursive: true, force: true });
  const esbuild = await import('esbuild');
  const result = await esbuild.build({
    absWorkingDir: here,
    entryPoints: {
      ...Object.fromEntries(PAGES.map(page => [page, `src/${page}/main.tsx`])),
      guide: 'src/ui/guide.css',
    },
    outdir: join(out, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: ['chrome110', 'firefox115', 'safari16.4'],
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  });
  const outputs = result.metafile.outputs;
  const sizes = [];
  for (const page of PAGES) {
    const entry = entryOf(outputs, `src/${page}/main.tsx`);
    const scripts = firstLoad(outputs, entry);
    const bytes = scripts.reduce((sum, file) => sum + gzipSync(readFileSync(join(here, file))).length, 0);
    if (bytes > FIRST_LOAD_LIMIT) {
      throw new Error(`the ${page} page loads ${bytes} bytes of script (gzip) at first, over ${FIRST_LOAD_LIMIT}`);
    }
    sizes.push(`${page} ${(bytes / 1000).toFixed(1)} kB`);
    const assets = [
      `<link rel="stylesheet" href="${url(outputs[entry].cssBundle)}">`,
      ...scripts.filter(file => file !== entry).map(file => `<link rel="modulepreload" href="${url(file)}">`),
      `<script type="module" src="${url(entry)}"></script>`,
    ];
    writePage(page, assets);
  }
  writePage('guide', [`<link rel="stylesheet" href="${url(entryOf(outputs, 'src/ui/guide.css'))}">`]);
  writeIcon();
  mkdirSync(target, { recursive: true });
  writeFileSync(stamp, now);
  console.log(`ui: first load (gzip) ${sizes.join(', ')}`);
}

function writeIcon() {
  copyFileSync(join(here, 'pages', 'icon.svg'), join(out, 'assets', 'icon.svg'));
}

function writePage(page, assets) {
  const html = readFileSync(join(here, 'pages', `${page}.html`), 'utf8');
  writeFileSync(join(out, `${page}.html`), html.replace('<!-- head -->', [...HEAD, ...assets].join('\n    ')));
}

function entryOf(outputs, source) {
  return Object.keys(outputs).find(file => outputs[file].entryPoint === source);
}

/** The entry and everything that it imports statically. */
function firstLoad(outputs, entry) {
  const seen = new Set();
  const visit = file => {
    if (!seen.has(file)) {
      seen.add(file);
      for (const one of outputs[file].imports.filter(one => one.kind === 'import-statement')) {
        visit(one.path);
      }
    }
  };
  visit(entry);
  return [...seen];
}

/** Where the browser finds an output, given relative to this folder. */
function url(file) {
  return `/${relative(out, join(here, file)).split('\\').join('/')}`;
}

function files(folder) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(entry => entry.isFile() && !entry.name.includes('.test.'))
    .map(entry => join(entry.parentPath ?? entry.path, entry.name))
    .sort();
}

function hash(paths) {
  const sum = createHash('sha256');
  for (const path of paths) {
    sum.update(relative(here, path)).update('\0').update(readFileSync(path));
  }
  return sum.digest('hex');
}

function run(command, args) {
  const done = spawnSync(command, args, { cwd: here, stdio: 'inherit' });
  if (done.error || done.status !== 0) {
    throw new Error(`${command} ${args.join(' ')} failed${done.error ? `: ${done.error.message}` : ''}`);
  }
}

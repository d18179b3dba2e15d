// A network of its own: loopback, and a pair of virtual interfaces with private addresses that nothing outside can
// reach. It ends with its last process. Firefox needs it, because it pairs no candidate with a loopback address.
import { spawn, spawnSync } from 'node:child_process';

/** The address for a server in there. */
export const ADDRESS = '10.77.0.1';

const SET_UP = [
  'ip link set lo up',
  'ip link add pair0 type veth peer name pair1',
  `ip address add ${ADDRESS}/24 dev pair0`,
  'ip address add 10.77.0.2/24 dev pair1',
  'ip link set pair0 up',
  'ip link set pair1 up',
  'ip route add default via 10.77.0.2 dev pair0',
].join(' && ');

/** Runs a script of Node.js in there; gives its exit code and what it printed. */
export async function inNamespace(script) {
  const trial = spawnSync('unshare', ['--net', 'sh', '-c', SET_UP], { encoding: 'utf8' });
  if (trial.status !== 0) {
    throw new Error(`These tests need a network namespace: run them as root with Debian's iproute2 and util-linux (${
      trial.error?.message ?? trial.stderr.trim()}).`);
  }
  const { NODE_TEST_CONTEXT, ...env } = process.env;
  const inside = spawn('unshare', ['--net', 'sh', '-c', `${SET_UP} && exec "$@"`, 'namespace', process.execPath, script], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  let said = '';
  for (const stream of [inside.stdout, inside.stderr]) stream.on('data', (data) => (said += data));
  const code = await new Promise((resolve) => inside.once('close', resolve));
  return { code, said };
}

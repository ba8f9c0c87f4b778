// The server before the public checks of the protocol: the Inspector's command line, and the conformance scenarios that apply to
// a server without tools made for them.
//   node protocol.mjs HOME MODULES WORKSPACE
import {execFile} from 'node:child_process';
import {promisify} from 'node:util';
import {bridge} from './bridge.mjs';
import {check, done} from './checks.mjs';

const [home, modules, workspace] = process.argv.slice(2);
const run = promisify(execFile);
const pxos = [`${home}/bin/pxos`, 'mcp', '--workspace', workspace];
const SCENARIOS = ['server-initialize', 'ping', 'tools-list', 'resources-list', 'prompts-list'];

async function inspect(...args) {
  const inspector = `${modules}/.bin/mcp-inspector`;
  try {
    const {stdout, stderr} = await run(inspector, ['--cli', ...pxos, ...args], {timeout: 120_000, maxBuffer: 1 << 26});
    return {code: 0, out: stdout, err: stderr};
  } catch (failed) {
    return {code: failed.code ?? -1, out: failed.stdout ?? '', err: failed.stderr ?? String(failed)};
  }
}

const strict = await inspect('--method', 'tools/list', '--strict');
check('the Inspector finds nothing to mend in the schemas', strict.code === 0, strict.err);
const tools = JSON.parse(strict.out).tools;
check('it lists 16 tools', tools.length === 16, tools.map(tool => tool.name));
check('each has annotations', tools.every(tool => typeof tool.annotations.readOnlyHint === 'boolean'));
const goals = await inspect('--method', 'tools/call', '--tool-name', 'list_goals');
check('it calls a tool', goals.out.includes('Add command help'), goals.out);
const unknown = await inspect('--method', 'tools/call', '--tool-name', 'show_run', '--tool-arg', 'run=run_1');
check('it sees an error of a tool', unknown.out.includes('"isError": true'), unknown.out);
const picture = await inspect('--method', 'tools/call', '--tool-name', 'screenshot', '--tool-arg', 'keys=abc');
check('it gets a picture', picture.out.includes('image/png') && picture.out.includes('|pxOS v1> abc'), picture.err);
const source = await inspect('--method', 'resources/read', '--uri', 'pxos://source');
check('it reads a resource', source.out.includes('WRITE'), source.out.slice(0, 300));
const prompt = await inspect(
  '--method', 'prompts/get', '--prompt-name', 'new_command', '--prompt-args', 'name=triangle', 'does=prints a triangle');
check('it gets a prompt', prompt.out.includes('build_feature'), prompt.out);

const server = await bridge(pxos[0], pxos.slice(1));
for (const scenario of SCENARIOS) {
  const args = ['server', '--url', server.url, '--scenario', scenario];
  let failed = '';
  await run(`${modules}/.bin/conformance`, args, {timeout: 60_000}).catch(e => (failed = e.stdout + e.stderr));
  check(`conformance: ${scenario}`, failed === '', failed);
}
server.close();
done();

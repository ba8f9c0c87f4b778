// The figures of the server beside their bars: start, size, a build beside the same one by command line, a thousand calls.
//   node figures.mjs HOME MODULES FOLDER
import fs from 'node:fs';
import {execFileSync} from 'node:child_process';
import {check, done} from './checks.mjs';
import {Client} from './mcp.mjs';
import {below} from './processes.mjs';
import {answer, goal} from './triangle.mjs';

const [home, , folder] = process.argv.slice(2);
const TURNS = 5;
const CALLS = 1_000;
const EARLY = 100;

const median = values => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];
const seconds = milliseconds => `${(milliseconds / 1_000).toFixed(2)} s`;
const timed = async work => {
  const began = performance.now();
  const value = await work();
  return [performance.now() - began, value];
};
const server = (from, name) => new Client(`${from}/bin/pxos`, ['mcp', '--workspace', `${folder}/${name}`]);
/** Says a figure, and whether it is within its bar. */
const figure = (name, shown, holds) => check(`${name}: ${shown}`, holds);

// The first run leaves class data behind, as it does for a user.
const pxos = (...args) => execFileSync(`${home}/bin/pxos`, args, {encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore']});
pxos('init', `${folder}/commands`);
pxos('--workspace', `${folder}/commands`, '--goal', 'Update hello message', '--llm', 'recipes');

const starts = [];
let listed;
for (let i = 0; i < TURNS; i++) {
  const client = server(home, 'starts');
  starts.push((await timed(() => client.initialize()))[0]);
  listed = await client.ask('tools/list');
  await client.close();
}
figure('initialize with a built jar, median (bar 1.5 s)', seconds(median(starts)), median(starts) <= 1_500);
figure('tools/list (bar 12 KB)', `${listed.bytes} bytes`, listed.bytes < 12_000);

const fresh = `${folder}/fresh`;
fs.cpSync(home, fresh, {recursive: true, filter: file => !file.startsWith(`${home}/target`)});
const first = server(fresh, 'first');
const [begun] = await timed(() => first.initialize());
figure('initialize on a first start, while the jar is built (bar 4 s)', seconds(begun), begun <= 4_000);
const [built] = await timed(() => first.call('list_features'));
figure('the first call there, behind the build', seconds(built), true);
await first.close();

const file = `${folder}/answer.json`;
fs.writeFileSync(file, JSON.stringify(answer('*')));
const byTool = [];
const byCommand = [];
const builder = server(home, 'tools');
await builder.initialize();
await builder.call('build_goal', {goal: 'Update hello message', llm: 'recipes'});
for (let i = 0; i < TURNS; i++) {
  byTool.push((await timed(() => builder.call('build_feature', {goal, answer: answer('*')})))[0]);
  byCommand.push((await timed(() => pxos('build', file, '--goal', goal, '--workspace', `${folder}/commands`)))[0]);
  await builder.call('undo_run');
  pxos('undo', '--workspace', `${folder}/commands`);
}
const ratio = median(byTool) / median(byCommand);
figure('build_feature, median', seconds(median(byTool)), true);
figure('the same by command line, median', seconds(median(byCommand)), true);
figure('the one beside the other (bar 1.3)', `${ratio.toFixed(2)} times`, ratio <= 1.3);

// What is asked in turn; every hundredth call builds something, and the one behind it takes that back.
const looks = [
  ['list_features', {}],
  ['contract', {goal}],
  ['history_search', {words: 'triangle'}],
  ['show_run', {run: 'last'}],
  ['list_goals', {}],
  ['diff', {run: 'last'}],
  ['list_features', {feature: 'hello_message'}],
  ['screenshot', {keys: 'abc'}],
];
if (process.platform !== 'linux') {
  console.log('NOT MEASURED: memory and what is left, which only Linux tells.');
  await builder.close();
  done();
  process.exit();
}
const resident = pid => Number(/VmRSS:\s+(\d+)/.exec(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))[1]) / 1024;
const pid = builder.process.pid;
let early;
for (let i = 1; i <= CALLS; i++) {
  const builds = {50: ['build_feature', {goal, answer: answer('*')}], 51: ['undo_run', {}]};
  const [name, args] = builds[i % 100] ?? looks[i % looks.length];
  await builder.call(name, args).catch(e => check(`call ${i}`, false, String(e)));
  if (i === EARLY) early = resident(pid);
}
const late = resident(pid);
figure(`memory after ${EARLY} calls and after ${CALLS} (bar 1.1 times)`,
  `${early.toFixed(0)} MB, ${late.toFixed(0)} MB`, late <= early * 1.1);
figure('QEMUs left', below(pid).guests.length, below(pid).guests.length === 0);
const left = ['/dev/shm', process.env.TMPDIR ?? '/tmp'].flatMap(place =>
  fs.readdirSync(place).filter(name => name.startsWith('pxos-') && name.includes(`-${pid}-`)));
figure('files left', left.length, left.length === 0);
await builder.close();
done();

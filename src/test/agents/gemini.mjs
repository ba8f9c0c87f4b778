// The real Gemini CLI with pxOS as its extension, against a stand-in of its model: what a user would see, and what the model is told.
//   node gemini.mjs HOME MODULES FOLDER
import fs from 'node:fs';
import {spawn, execFileSync} from 'node:child_process';
import {check, done} from './checks.mjs';
import {standIn, call, say} from './standin.mjs';

const [home, modules, folder] = process.argv.slice(2);
const user = `${folder}/home`;
const work = `${folder}/work`;
const mine = `${work}/pxos`;
fs.mkdirSync(`${user}/.gemini`, {recursive: true});
fs.mkdirSync(work, {recursive: true});

function settings(more = {}) {
  fs.writeFileSync(
    `${user}/.gemini/settings.json`,
    JSON.stringify({security: {auth: {selectedType: 'gemini-api-key'}}, ...more}));
}

/** Runs Gemini CLI; `when` is called with the process and may end it. */
function gemini(args, url = 'http://127.0.0.1:9', when = () => {}) {
  const env = {
    ...process.env,
    HOME: user,
    GEMINI_API_KEY: 'x',
    GOOGLE_GEMINI_BASE_URL: url,
    GEMINI_CLI_NO_RELAUNCH: 'true',
    LM_API_TOKEN: 'withheld',
  };
  const child = spawn(`${modules}/.bin/gemini`, args, {env, cwd: work, stdio: ['pipe', 'pipe', 'pipe']});
  child.stdin.end('y\ny\n');
  when(child);
  let out = '';
  child.stdout.on('data', data => (out += data));
  child.stderr.on('data', data => (out += data));
  return new Promise(end => child.on('exit', (code, signal) => end({code, signal, out})));
}

async function ask(script, {args = ['--yolo'], when} = {}) {
  const model = await standIn(script);
  const ran = await gemini(
    ['--skip-trust', '-m', 'gemini-2.5-flash', '--allowed-mcp-server-names', 'pxos', ...args, '-p', 'Do it'],
    model.url,
    child => when?.(child, model));
  model.close();
  return {...ran, asked: model.asked, told: model.told()};
}

const source = () => fs.readFileSync(`${mine}/pxos-v1.0/pxos_commands.txt`, 'utf8');
/** The QEMUs below a process. */
function guestsOf(pid) {
  const all = execFileSync('ps', ['-eo', 'pid=,ppid=,comm='], {encoding: 'utf8'}).trim().split('\n').map(line => line.trim().split(/\s+/));
  const below = new Set([String(pid)]);
  for (let grown = true; grown; ) {
    const more = all.filter(([id, parent]) => below.has(parent) && !below.has(id));
    more.forEach(([id]) => below.add(id));
    grown = more.length > 0;
  }
  return all.filter(([id, , command]) => below.has(id) && command.includes('qemu')).map(([id]) => Number(id));
}
const lives = pid => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};
const answer = (text, wanted) => ({
  feature: 'triangle',
  primitives: [
    {type: 'HOOK', vector: 'commands', label: 'triangle', name: 'triangle'},
    {type: 'ASM', code: [
      'triangle: mov bx, 1',
      '.row: mov cx, bx',
      `.star: mov al, '${text}'`,
      'call putc',
      'loop .star',
      'call newline',
      'inc bx',
      'cmp bx, 4',
      'jbe .row',
      'ret',
    ]},
  ],
  tests: [{
    name: 'triangle prints four rows',
    steps: [{keys: 'triangle{Enter}', expect: [`rows "{prompt}triangle" ${wanted.map(row => `"${row}"`).join(' ')} "{prompt}"`]}],
  }],
});
const goal = 'Add a command triangle that prints a triangle of stars';
const right = ['*', '**', '***', '****'];

settings();
const installed = await gemini(['extensions', 'install', home, '--consent', '--skip-settings']);
check('the extension is installed from the folder', installed.out.includes('installed successfully'), installed.out);
const validated = await gemini(['extensions', 'validate', home]);
check('the extension is valid', validated.code === 0, validated.out);

const first = await ask([call('list_features', {}), say('Done.')]);
check('the model is offered 16 tools', first.asked[0]?.declared.filter(name => name.includes('pxos')).length === 16);
check('it reads AGENTS.md', JSON.stringify(first.asked[0]).includes('pxOS Orchestrator for coding agents'));
check('a pxOS is made in the folder of the user', fs.existsSync(`${mine}/pxos-v1.0/pxos_commands.txt`));
check('the model is told that it is bare', first.told[0]?.text.includes('No features yet'), first.told);

const none = await ask([call('list_features', {}), say('Done.')], {args: []});
check('without --yolo it ends by itself', none.code === 0, none.out);

const byGoal = await ask([
  call('build_goal', {goal: 'Update hello message to "HELLO GEMINI"', llm: 'recipes'}), call('screenshot', {}), say('Done.')]);
check('a goal is built', byGoal.told[0]?.text.includes('PASS'), byGoal.told);
check('its screen comes as text', byGoal.told[1]?.text.includes('HELLO GEMINI'), byGoal.told);
check('and as a picture', byGoal.told[1]?.picture === true);
check('it stands in the source', source().includes('HELLO GEMINI'));

const unknown = await ask([call('build_goal', {goal: 'Add a command that plays chess', llm: 'recipes'}), say('Sorry.')]);
check('a goal that nobody knows leads to build_feature', unknown.told[0]?.text.includes('build_feature'), unknown.told);

const contract = await ask([call('contract', {}), say('Read.')]);
check('the contract comes whole', contract.told[0]?.text.includes('putc') && contract.told[0].text.includes('ROUTINES'));

const before = source();
const mended = await ask([
  call('build_feature', {goal, answer: {...answer('*', right), primitives: [{type: 'JUMP'}]}}),
  call('build_feature', {goal, answer: {...answer('*', right), primitives: [{type: 'CALL', label: 'nowhere'}]}}),
  call('build_feature', {goal, answer: answer('o', right)}),
  call('build_feature', {goal, answer: answer('*', right)}),
  call('screenshot', {keys: 'triangle{Enter}'}),
  say('Done.'),
]);
check('an error of the schema comes back', mended.told[0]?.text.includes('/primitives/0'), mended.told[0]);
check('an error of the builder comes back', mended.told[1]?.text.includes('nowhere'), mended.told[1]);
check('a failed test comes back with the rows', mended.told[2]?.text.includes('ooo'), mended.told[2]);
check('refused answers change nothing', mended.told.slice(0, 3).every(told => told.text.includes('pxOS is unchanged')));
check('the mended answer is proved', mended.told[3]?.text.includes('PASS') && source() !== before, mended.told[3]);
check('the model sees its triangle', mended.told[4]?.text.includes('|****'), mended.told[4]);
check('the client is credited', source().includes('# generator: mcp:gemini-cli'), source().match(/# generator: .*/g));

const typed = await ask([
  call('boot', {}),
  call('type_keys', {session: 'boot-1', keys: 'triangle{Enter}'}),
  call('type_keys', {session: 'boot-1', keys: 'triangl{Backspace}'}),
  call('power_off', {session: 'boot-1'}),
  call('type_keys', {session: 'boot-1', keys: 'x'}),
  say('Done.'),
]);
check('a session boots', typed.told[0]?.text.includes('boot-1') && typed.told[0].picture, typed.told[0]);
check('it takes keys', typed.told[1]?.text.includes('|***'), typed.told[1]);
check('it keeps its state', typed.told[2]?.text.includes('triang\\n'), typed.told[2]);
check('it is switched off', typed.told[3]?.text.includes('has ended') && typed.told[4]?.text.includes('no session'));

const looked = await ask([
  call('history_search', {words: 'triangle'}), call('show_run', {run: 'last'}), call('diff', {run: 'last'}),
  call('test', {only: 'triangle'}), call('list_goals', {}), call('next_milestone', {until: 'M0'}), say('Done.')]);
check('the history is found', looked.told[0]?.text.includes('triangle'), looked.told[0]);
check('a run is shown', looked.told[1]?.text.includes('verdict'), looked.told[1]);
check('a change is drawn', looked.told[2]?.picture === true, looked.told[2]);
check('tests run', looked.told[3]?.text.includes('PASS'), looked.told[3]);
check('goals are listed', looked.told[4]?.text.includes('Add command help'), looked.told[4]);
check('a milestone that is complete is refused in words', looked.told[5]?.text.includes('complete'), looked.told[5]);

const undone = await ask([call('undo_run', {}), call('remove_feature', {feature: 'none'}), say('Done.')]);
check('a run is undone', undone.told[0]?.text.includes('PASS') && !source().includes('feature triangle'), undone.told[0]);
check('what is not there cannot be removed', undone.told[1]?.text.includes("no feature 'none'"), undone.told[1]);

// The time-out of the client: the run ends, and the next one has the workspace.
const manifest = `${user}/.gemini/extensions/pxos/gemini-extension.json`;
const shipped = fs.readFileSync(manifest, 'utf8');
fs.writeFileSync(manifest, shipped.replace('3600000', '4000'));
const short = source();
const late = await ask([
  call('next_milestone', {until: 'M7', llm: 'recipes'}), call('list_features', {}), say('Done.')]);
fs.writeFileSync(manifest, shipped);
check('the client gives up', /time|abort/i.test(late.told[0]?.text ?? ''), late.told[0]);
check('the server goes on', late.told[1]?.text.includes('safe zone'), late.told[1]);
check('what was given up changed nothing', source() === short);

// Ctrl-C in the middle of a run.
let guests = [];
const stopped = await ask([call('next_milestone', {until: 'M7', llm: 'recipes'}), say('Done.')], {
  when: child => {
    const timer = setInterval(() => {
      guests = guestsOf(child.pid);
      if (guests.length > 0) {
        clearInterval(timer);
        child.kill('SIGINT');
      }
    }, 100);
    child.on('exit', () => clearInterval(timer));
  },
});
for (let i = 0; i < 100 && guests.some(lives); i++) await new Promise(later => setTimeout(later, 100));
check('Ctrl-C ends Gemini CLI in the middle of a run', guests.length > 0, stopped.out);
check('and every QEMU', !guests.some(lives), guests);
check('and changes nothing', source() === short);
const after = await ask([call('build_goal', {goal: 'Add backspace support', llm: 'recipes'}), say('Done.')]);
check('the next run has the workspace', after.told[0]?.text.includes('PASS'), after.told[0]);
done();

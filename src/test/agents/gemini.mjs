// The real Gemini CLI with pxOS as its extension, against a stand-in of its model: what a user would see, and what the model is
// told.
//   node gemini.mjs HOME MODULES FOLDER
import fs from 'node:fs';
import {check, done} from './checks.mjs';
import {slowModel} from './openai.mjs';
import {end, interruptInTheMiddle, run, until} from './processes.mjs';
import {standIn, call, say} from './standin.mjs';
import {answer, goal} from './triangle.mjs';

const [home, modules, folder] = process.argv.slice(2);
const user = `${folder}/home`;
const work = `${folder}/work`;
const mine = `${work}/pxos`;
fs.mkdirSync(`${user}/.gemini`, {recursive: true});
fs.mkdirSync(work, {recursive: true});
fs.writeFileSync(`${user}/.gemini/settings.json`, JSON.stringify({security: {auth: {selectedType: 'gemini-api-key'}}}));

const gemini = (args, env = {}, when = undefined, input = '') => run(`${modules}/.bin/gemini`, args, {
  cwd: work,
  input,
  env: {...process.env, HOME: user, GEMINI_API_KEY: 'x', GEMINI_CLI_NO_RELAUNCH: 'true', LM_API_TOKEN: 'withheld', ...env},
}, when);

async function ask(script, {args = ['--yolo'], prompt = 'Do it', env, when} = {}) {
  const model = await standIn(script);
  const ran = await gemini(
    ['--skip-trust', '-m', 'gemini-2.5-flash', '--allowed-mcp-server-names', 'pxos', ...args, '-p', prompt],
    {GOOGLE_GEMINI_BASE_URL: model.url, ...env}, when);
  model.close();
  return {...ran, asked: model.asked, told: model.told()};
}

const built = `${mine}/pxos-v1.0/pxos_commands.txt`;
const source = () => (fs.existsSync(built) ? fs.readFileSync(built, 'utf8') : '');

const installed = await gemini(['extensions', 'install', home, '--consent', '--skip-settings'], {}, undefined, 'y\ny\n');
check('the extension is installed from the folder', installed.out.includes('installed successfully'), installed.out);
const validated = await gemini(['extensions', 'validate', home]);
check('the extension is valid', validated.code === 0, validated.out);

const first = await ask([
  call('list_features', {}),
  call('contract', {}),
  call('build_goal', {goal: 'Update hello message to "HELLO GEMINI"', llm: 'recipes'}),
  call('screenshot', {}),
  call('build_goal', {goal: 'Add a command that plays chess', llm: 'recipes'}),
  say('Done.'),
]);
check('the model is offered 16 tools', first.asked[0]?.declared.filter(name => name.includes('pxos')).length === 16, first.out);
check('it reads AGENTS.md', JSON.stringify(first.asked[0]).includes('pxOS Orchestrator for coding agents'));
check('it knows the skill', JSON.stringify(first.asked[0]).includes('pxos-feature'));
check('a pxOS is made in the folder of the user', fs.existsSync(`${mine}/pxos-v1.0/pxos_commands.txt`));
check('the model is told that it is bare', first.told[0]?.text.includes('No features yet'), first.told[0]);
check('the contract comes whole', first.told[1]?.text.includes('putc') && first.told[1].text.includes('ROUTINES'), first.told[1]);
check('a goal is built', first.told[2]?.text.includes('PASS'), first.told[2]);
check('its screen comes as text', first.told[3]?.text.includes('HELLO GEMINI'), first.told[3]);
check('and as a picture', first.told[3]?.picture === true);
check('it stands in the source', source().includes('HELLO GEMINI'));
check('a goal that nobody knows leads to build_feature', first.told[4]?.text.includes('build_feature'), first.told[4]);

const none = await ask([call('list_features', {}), say('Done.')], {args: []});
check('without --yolo it ends by itself', none.code === 0, none.out);

const before = source();
const mended = await ask([
  call('build_feature', {goal, answer: {...answer('*'), primitives: [{type: 'JUMP'}]}}),
  call('build_feature', {goal, answer: {...answer('*'), primitives: [{type: 'CALL', label: 'nowhere'}]}}),
  call('build_feature', {goal, answer: answer('o')}),
  call('build_feature', {goal, answer: answer('*')}),
  call('screenshot', {keys: 'triangle{Enter}'}),
  say('Done.'),
], {prompt: '/pxos:new triangle that prints a triangle of stars'});
const told = JSON.stringify(mended.asked[0]?.contents ?? '');
check('a command of the extension says what to do', /triangle that prints .*hand it in with `build_feature`/.test(told), told);
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
  call('history_search', {words: 'triangle'}),
  call('show_run', {run: 'last'}),
  call('diff', {run: 'last'}),
  call('test', {only: 'triangle'}),
  call('list_goals', {}),
  call('next_milestone', {until: 'M0'}),
  call('undo_run', {}),
  call('remove_feature', {feature: 'none'}),
  say('Done.'),
]);
check('a session boots', typed.told[0]?.text.includes('boot-1') && typed.told[0].picture, typed.told[0] ?? typed.out);
check('it takes keys', typed.told[1]?.text.includes('|***'), typed.told[1]);
check('it keeps its state', typed.told[2]?.text.includes('triang\\n'), typed.told[2]);
check('it is switched off', typed.told[3]?.text.includes('has ended') && typed.told[4]?.text.includes('no session'));
check('the history is found', typed.told[5]?.text.includes('triangle'), typed.told[5]);
check('a run is shown', typed.told[6]?.text.includes('verdict'), typed.told[6]);
check('a change is drawn', typed.told[7]?.picture === true, typed.told[7]);
check('tests run', typed.told[8]?.text.includes('PASS'), typed.told[8]);
check('goals are listed', typed.told[9]?.text.includes('Add command help'), typed.told[9]);
check('a milestone that is complete is refused in words', typed.told[10]?.text.includes('complete'), typed.told[10]);
check('a run is undone', typed.told[11]?.text.includes('PASS') && !source().includes('feature triangle'), typed.told[11]);
check('what is not there cannot be removed', typed.told[12]?.text.includes("no feature 'none'"), typed.told[12]);

// The client's own time-out, while a model thinks and never answers.
const manifest = `${user}/.gemini/extensions/pxos/gemini-extension.json`;
const shipped = fs.readFileSync(manifest, 'utf8');
fs.writeFileSync(manifest, shipped.replace('3600000', '15000'));
const short = source();
const slow = await slowModel(600_000);
const late = await ask(
  [call('build_goal', {goal: 'Add a command that plays chess', llm: 'lm-studio'}), call('list_features', {}), say('Done.')],
  {env: {PXOS_LM_URL: slow.url}});
fs.writeFileSync(manifest, shipped);
check('the client gives up', /time|abort/i.test(late.told[0]?.text ?? ''), late.told[0] ?? late.out);
check('the model is not asked any longer', await until(() => slow.questions() > 0 && slow.left() === slow.questions()));
check('the server goes on', late.told[1]?.text.includes('safe zone'), late.told[1]);
check('what was given up changed nothing', source() === short);
slow.close();

const ctrlC = interruptInTheMiddle({alone: true});
const stopped = await ask([call('next_milestone', {until: 'M7', llm: 'recipes'}), say('Done.')], {when: ctrlC.when});
check('Ctrl-C ends Gemini CLI in the middle of a run', ctrlC.seen.guests.length > 0, stopped.out);
check('and every QEMU', await end(ctrlC.seen.guests), ctrlC.seen);
check('and the server', ctrlC.seen.servers.length > 0 && await end(ctrlC.seen.servers), ctrlC.seen);
check('and changes nothing', source() === short);
const after = await ask([call('build_goal', {goal: 'Add backspace support', llm: 'recipes'}), say('Done.')]);
check('the next run has the workspace', after.told[0]?.text.includes('PASS'), after.told[0] ?? after.out);
done();

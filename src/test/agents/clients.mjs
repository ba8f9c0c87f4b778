// Codex, OpenCode or Qwen Code with pxOS as a tool server, against a stand-in of its model: what the model is told.
//   node clients.mjs HOME MODULES FOLDER codex|opencode|qwen
import fs from 'node:fs';
import {check, done} from './checks.mjs';
import {standIn, slowModel, call, say} from './openai.mjs';
import {end, interruptInTheMiddle, run} from './processes.mjs';
import {answer, goal} from './triangle.mjs';

const [home, modules, folder, which] = process.argv.slice(2);
const work = `${folder}/work`;
const mine = `${work}/pxos`;
const user = `${folder}/home`;
fs.mkdirSync(work, {recursive: true});
fs.mkdirSync(user, {recursive: true});
/** Longer than the shortest time-out of a client, which is a minute. */
const LONG_MILLISECONDS = 70_000;

/** Qwen Code knows by its name whether a model does. */
const SEES_PICTURES = 'qwen3-vl-plus';

const command = `${home}/bin/pxos`;
const args = ['mcp', '--workspace', work];
const write = (file, text) => {
  fs.mkdirSync(file.replace(/[/][^/]*$/, ''), {recursive: true});
  fs.writeFileSync(file, typeof text === 'string' ? text : JSON.stringify(text));
};

const clients = {
  codex: {
    settle: (url, env) => write(`${user}/.codex/config.toml`, `
model = "stand-in"
model_provider = "stand-in"
sandbox_mode = "read-only"
[model_providers.stand-in]
name = "Stand-in"
base_url = "${url}"
wire_api = "responses"
[mcp_servers.pxos]
command = "${command}"
args = ${JSON.stringify(args)}
tool_timeout_sec = 900
env = { ${Object.entries(env).map(([name, value]) => `${name} = "${value}"`).join(', ')} }
`),
    command: `${modules}/.bin/codex`,
    args: ['exec', '--skip-git-repo-check', 'Do it'],
  },
  opencode: {
    settle: (url, env) => write(`${work}/opencode.json`, {
      model: 'stand-in/stand-in',
      small_model: 'stand-in/stand-in',
      autoupdate: false,
      share: 'disabled',
      provider: {'stand-in': {
        npm: '@ai-sdk/openai-compatible',
        options: {baseURL: url, apiKey: 'x'},
        models: {'stand-in': {tool_call: true, attachment: true, modalities: {input: ['text', 'image'], output: ['text']}}},
      }},
      mcp: {pxos: {type: 'local', command: [command, ...args], environment: env}},
    }),
    command: `${modules}/.bin/opencode`,
    args: ['run', 'Do it'],
    env: {OPENCODE_DISABLE_MODELS_FETCH: '1', OPENCODE_DISABLE_LSP_DOWNLOAD: '1'},
  },
  qwen: {
    settle: (url, env) => write(`${user}/.qwen/settings.json`, {
      security: {auth: {selectedType: 'openai', apiKey: 'x', baseUrl: url}},
      model: {name: SEES_PICTURES},
      telemetry: {enabled: false},
      privacy: {usageStatisticsEnabled: false},
      mcpServers: {pxos: {command, args, trust: true, timeout: 900_000, env}},
    }),
    command: `${modules}/.bin/qwen`,
    args: ['-p', 'Do it'],
    env: {OPENAI_API_KEY: 'x', OPENAI_MODEL: SEES_PICTURES},
  },
};

const client = clients[which];

async function ask(script, {env = {}, when} = {}) {
  const model = await standIn(script);
  client.settle(model.url, env);
  const ran = await run(client.command, client.args, {
    cwd: work,
    detached: true,
    env: {
      ...process.env, HOME: user, PWD: work, XDG_CONFIG_HOME: `${user}/.config`, XDG_DATA_HOME: `${user}/.local/share`,
      XDG_CACHE_HOME: `${user}/.cache`, XDG_STATE_HOME: `${user}/.local/state`, CODEX_HOME: `${user}/.codex`,
      OPENAI_BASE_URL: model.url, NO_PROXY: '127.0.0.1', ...client.env,
    },
  }, when);
  model.close();
  return {...ran, asked: model.asked, told: model.told()};
}

const file = `${mine}/pxos-v1.0/pxos_commands.txt`;
const source = () => (fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '');

const built = await ask([
  call('build_feature', {goal, answer: answer('o')}),
  call('build_feature', {goal, answer: answer('*')}),
  call('screenshot', {keys: 'triangle{Enter}'}),
  say('Done.'),
]);
const offered = JSON.stringify(built.asked[0]?.question ?? '');
check('the model is offered the tools', ['build_feature', 'type_keys', 'undo_run'].every(name => offered.includes(name)),
  `${built.asked[0]?.declared}\n${built.out}`);
check('a refused answer comes back with the rows', /ooo/.test(built.told[0]?.text), built.told[0] ?? built.out);
check('and it changes nothing', /pxOS is unchanged/.test(built.told[0]?.text));
check('the mended answer is proved', /PASS/.test(built.told[1]?.text), built.told[1]);
check('the model is told what was seen', /[*]{4}/.test(built.told[1]?.text), built.told[1]);
check('the model sees the screen in words', /[|][*]{4}/.test(built.told[2]?.text), built.told[2]);
check('and as a picture', built.told[2]?.picture, built.told[2]);
check('the client is credited', /# generator: mcp:\w/.test(source()), source().match(/# generator: .*/g));

const slow = await slowModel(LONG_MILLISECONDS);
const long = await ask(
  [call('build_goal', {goal: 'Add a command that plays chess', llm: 'lm-studio'}), say('Sorry.')],
  {env: {PXOS_LM_URL: slow.url}});
slow.close();
check('a model was asked for longer than a minute', slow.questions() > 0, long.out);
check('the client waits for the end of a long call', /pxOS is unchanged/.test(long.told[0]?.text), long.told[0] ?? long.out);

const before = source();
const ctrlC = interruptInTheMiddle({alone: false});
const stopped = await ask([call('next_milestone', {until: 'M7', llm: 'recipes'}), say('Done.')], {when: ctrlC.when});
check('Ctrl-C ends the client in the middle of a run', ctrlC.seen.guests.length > 0, stopped.out);
check('and every QEMU', await end(ctrlC.seen.guests), ctrlC.seen);
check('and the server', ctrlC.seen.servers.length > 0 && await end(ctrlC.seen.servers), ctrlC.seen);
check('and changes nothing', source() === before);
const after = await ask([call('build_goal', {goal: 'Add backspace support', llm: 'recipes'}), say('Done.')]);
check('the next run has the workspace', /PASS/.test(after.told[0]?.text), after.told[0] ?? after.out);
done();

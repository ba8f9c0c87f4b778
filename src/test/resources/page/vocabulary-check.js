/* Judges cases with the page's vocabulary. Cases as JSON on stdin, {expectations: [...], keys: [...], scanCodes: [...]} on stdout. */

const cases = JSON.parse(require('node:fs').readFileSync(0, 'utf8'));
TextScreen.characters = cases.characters;

const unpacked = text => new Uint8Array(require('node:zlib').gunzipSync(Buffer.from(text, 'base64')));

function observation(shown, disk) {
  const cells = new Uint8Array(4000);
  for (let i = 0; i < cells.length; i += 2) {
    cells[i] = 0x20;
    cells[i + 1] = 7;
  }
  const write = (row, text) => [...text].forEach((c, column) => {
    cells[2 * (80 * row + column)] = c === ' ' ? 0x20 : TextScreen.characters.indexOf(c);
  });
  shown.rows.forEach((text, row) => write(row, text));
  for (const [row, runs] of Object.entries(shown.colours ?? {})) {
    let column = 0;
    for (const run of runs.split(' ')) {
      const [attribute, count] = run.split('*');
      for (let i = 0; i < Number(count ?? 1); i++) {
        cells[2 * (80 * row + column++) + 1] = parseInt(attribute, 16);
      }
    }
  }
  if (shown.hidden) {
    write(shown.hidden.row, shown.hidden.text);
    for (let column = 0; column < shown.hidden.text.length; column++) {
      cells[2 * (80 * shown.hidden.row + column) + 1] = 0;
    }
  }
  const all = new Uint8Array(0x100000);
  for (const [address, bytes] of Object.entries(shown.memory)) {
    all.set(bytes.split(' ').map(byte => parseInt(byte, 16)), parseInt(address, 16));
  }
  return {
    screen: new TextScreen(cells, ...shown.cursor),
    rest: shown.rest,
    disk: {before: unpacked(disk.before), now: unpacked(disk.now)},
    banner: shown.banner,
    prompt: shown.prompt,
    belowBanner: shown.below_banner,
    abovePrompt: shown.above_prompt,
    memory: (address, size) => all.slice(address, address + size),
    portWrites: shown.ports.map(text => text.split(' ')).map(([port, value]) => ({port: parseInt(port, 16), value: parseInt(value, 16)})),
  };
}

const observations = Object.entries(cases.observations).map(([name, shown]) => [name, observation(shown, cases.disks[name])]);

function attempt(action) {
  try {
    return action();
  } catch {
    return 'refused';
  }
}

const expectations = cases.expectations.map(text => attempt(() => {
  const expectation = parseExpectation(text);
  return observations.filter(([, seen]) => expectation.check(seen) === null).map(([name]) => name).join(' ');
}));
const keys = cases.keys.map(text => attempt(() =>
  parseKeys(text).map(input => (input.keys ? input.text + '/' + input.keys.length : input.text)).join(' ')));
const scanCodes = cases.scanCodes.map(text => hex(parseKeys(text)[0].keys[0]));
process.stdout.write(JSON.stringify({expectations, keys, scanCodes}));

/* Runs a suite in Node: a suite as JSON on stdin, one JSON line a result on stdout. `pxos test --judge v86` starts it. */

async function judge() {
  const {gunzipSync} = require('node:zlib');
  const {readFileSync} = require('node:fs');
  const suite = JSON.parse(readFileSync(0, 'utf8'));
  const bytes = text => new Uint8Array(gunzipSync(Buffer.from(text, 'base64')));
  TextScreen.characters = suite.characters;
  const exports = {exports: {}};
  const engine = {
    load: (clock, dates) => pxosEngine(clock, dates, undefined, undefined, exports) ?? exports.exports.V86,
    module: await WebAssembly.compile(bytes(suite.engine.wasm)),
    bios: bytes(suite.engine.bios),
    vgaBios: bytes(suite.engine.vgaBios),
  };
  const disks = unpackDisks(suite.disks, bytes(suite.diskBytes), bytes(suite.diskChanges));
  const prover = await Prover.make(engine, {facts: suite.facts, disks, scenarios: suite.scenarios});
  const tell = (each, start) => process.stdout.write(JSON.stringify({
    ...each,
    ms: Math.round(performance.now() - start),
    screen: each.screen && {cells: Buffer.from(each.screen.cells).toString('base64'), row: each.screen.cursorRow, column: each.screen.cursorColumn},
  }) + '\n');
  let start = performance.now();
  for (const each of await prover.base()) {
    tell(each, start);
  }
  for (const scenario of suite.scenarios) {
    start = performance.now();
    tell(await prover.run(scenario), start);
  }
}

judge().then(() => process.exit(0), e => {
  process.stderr.write(String(e?.stack ?? e) + '\n');
  process.exit(1);
});

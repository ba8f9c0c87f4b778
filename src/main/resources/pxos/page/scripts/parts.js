/* What the page carries, unpacked once it is needed. */

const element = id => document.getElementById(id);

function create(name, properties, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

/** A text from outside as pxos.Printable has it: without characters that nobody sees, or that turn others round. */
const printable = text => text.replace(/(?![\n\t\u200C\u200D])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu, '\uFFFD');

async function unpack(text) {
  const packed = Uint8Array.from(atob(text.trim()), c => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const unpackElement = id => unpack(element(id).textContent);

/** {suite, floppy}: the tests, each with its name as a `title` to show, and which of their disks is for people. */
let data;

async function readData() {
  data = JSON.parse(new TextDecoder().decode(await unpackElement('data')));
  TextScreen.characters = data.suite.characters;
  for (const scenario of data.suite.scenarios) {
    scenario.title = printable(scenario.name);
  }
}

/** The emulator and the disks, unpacked once they are needed. */
const parts = {
  load() {
    this.loaded ??= this.loadAll();
    return this.loaded;
  },

  async loadAll() {
    const {disks, diskBytes, diskChanges} = data.suite;
    const [engine, bytes, changes] = await Promise.all([this.loadEngine(), unpack(diskBytes), unpack(diskChanges)]);
    return {engine, disks: unpackDisks(disks, bytes, changes)};
  },

  async loadEngine() {
    const script = create('script', {textContent: new TextDecoder().decode(await unpackElement('engine-script'))});
    document.head.append(script);
    const [wasm, bios, vgaBios] = await Promise.all(
      ['engine-wasm', 'engine-bios', 'engine-vga-bios'].map(unpackElement));
    return {
      load(clock, dates) {
        const module = {exports: {}};
        pxosEngine(clock, dates, undefined, undefined, module);
        return module.exports.V86;
      },
      module: await WebAssembly.compile(wasm),
      bios,
      vgaBios,
    };
  },
};

/** Unpacks while nobody waits, so that a click finds all in place. */
function prepare() {
  const idle = globalThis.requestIdleCallback ?? (wish => setTimeout(wish, 500));
  idle(() => parts.load().catch(() => {}), {timeout: 3000});
}

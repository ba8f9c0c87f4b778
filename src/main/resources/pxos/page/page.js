/* Puts the page together: the PC, its keys and chips, and the tests. */

const element = id => document.getElementById(id);

function create(name, properties, ...children) {
  const node = Object.assign(document.createElement(name), properties);
  node.append(...children);
  return node;
}

async function unpack(text) {
  const packed = Uint8Array.from(atob(text.trim()), c => c.charCodeAt(0));
  const stream = new Blob([packed]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

const unpackElement = id => unpack(element(id).textContent);

const data = JSON.parse(element('data').textContent);
TextScreen.characters = data.suite.characters;

/** The emulator and the disks, unpacked once they are needed. */
const parts = {
  load() {
    this.loaded ??= this.loadAll();
    return this.loaded;
  },

  async loadAll() {
    const [engine, bytes] = await Promise.all([this.loadEngine(), unpack(data.suite.diskBytes)]);
    return {engine, disks: unpackDisks(data.suite.disks, bytes)};
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

// ---- the PC --------------------------------------------------------------------------------------------------------

const say = words => {
  element('status').textContent = words;
};

let pc;

async function switchOn() {
  const monitor = element('monitor');
  monitor.dataset.power = 'starting';
  say('Starting …');
  try {
    const {engine, disks} = await parts.load();
    pc.onReset = switchOn;
    monitor.dataset.power = 'on';
    element('keyboard').disabled = false;
    const took = await pc.boot(engine, data.suite.facts, disks[data.floppy].bytes);
    if (took !== undefined) {
      say('At the prompt after ' + (took / 1000).toFixed(1) + ' s. Type; Tab or Esc leaves the screen.');
    }
  } catch (e) {
    monitor.dataset.power = 'off';
    say('The PC did not start: ' + e.message);
    throw e;
  }
}

/** Takes the keyboard, where that does not open one on a phone. */
function takeKeyboard() {
  if (matchMedia('(hover: hover)').matches) {
    element('keyboard').focus({preventScroll: true});
  }
}

async function typeCommand(command) {
  if (!pc.isOn) {
    await switchOn();
  }
  takeKeyboard();
  await pc.type(command.replaceAll('{', '{{') + '{Enter}');
  setTimeout(speak, 400);
}

/** Says the newest rows of the screen to whoever cannot see them. */
function speak() {
  const rows = pc.machine?.screen().rows().filter(row => row !== '') ?? [];
  const from = rows.findLastIndex((row, i) => i < rows.length - 1 && row.includes('>'));
  element('spoken').textContent = rows.slice(Math.max(0, from)).join('\n');
}

function listenToKeys() {
  const keyboard = element('keyboard');
  keyboard.addEventListener('keydown', event => {
    if (event.key === 'Tab' || event.key === 'Escape') {
      if (event.key === 'Escape') {
        keyboard.blur();
        say('You have left the screen.');
      }
      return;
    }
    const selected = String(getSelection()) !== '';
    const keys = Pc.keysOf(event);
    if (!pc.machine || !keys || event.ctrlKey && event.key.toLowerCase() === 'c' && selected) {
      return;
    }
    event.preventDefault();
    pc.machine.send(keys);
    if (event.key === 'Enter') {
      setTimeout(speak, 400);
    }
  });
  // The keyboard of a phone tells no keys, but what they would write.
  keyboard.addEventListener('beforeinput', event => {
    event.preventDefault();
    const text = {
      deleteContentBackward: '\b', insertLineBreak: '\n', insertParagraph: '\n',
    }[event.inputType] ?? event.data ?? '';
    for (const character of text) {
      const keys = character === '\b' ? [SPECIAL_KEYS.get('backspace')]
        : character === '\n' ? [SPECIAL_KEYS.get('enter')] : keysFor(character);
      if (keys && pc.machine) {
        pc.machine.send(keys);
      }
    }
  });
  keyboard.addEventListener('paste', event => {
    event.preventDefault();
    const text = event.clipboardData.getData('text').split(/\r?\n/)[0];
    pc.type([...text].filter(keysFor).join('').replaceAll('{', '{{'));
  });
  element('screen').addEventListener('click', () => {
    if (String(getSelection()) === '' && pc.isOn) {
      keyboard.focus({preventScroll: true});
    }
  });
}

async function copyText() {
  const text = (pc.view.shown?.screen.rows() ?? element('screen').textContent.split('\n')).join('\n').trimEnd() + '\n';
  try {
    await navigator.clipboard.writeText(text);
    say('Copied the text of the screen.');
  } catch {
    getSelection().selectAllChildren(element('screen'));
    say('This browser does not let the page copy. The text is selected: press Ctrl+C.');
  }
}

// ---- the tests -----------------------------------------------------------------------------------------------------

const tests = {
  states: new Map(),
  buttons: new Map(),

  /** Shows a state everywhere: square, list, feature. */
  show(number, state, because) {
    this.states.set(number, state);
    const square = element('squares').children[number];
    square.className = state;
    square.title = data.suite.scenarios[number].name + (because ? ': ' + because : '');
    for (const item of document.querySelectorAll('[data-test="' + number + '"]')) {
      item.dataset.state = state;
      let reason = item.querySelector('.because');
      if (because && !reason) {
        reason = create('span', {className: 'because'});
        item.append(reason);
      }
      if (reason) {
        reason.textContent = because ?? '';
      }
    }
  },
};

async function prover() {
  const {engine, disks} = await parts.load();
  tests.prover ??= Prover.make(engine, {...data.suite, disks}).then(async made => {
    const base = await made.base();
    return {made, base};
  });
  return tests.prover;
}

/** Runs one after the other; only one at a time, and the newest wish counts. */
async function runTests(numbers, tell, watch) {
  const wish = tests.wish = {};
  const {made, base} = await prover();
  const wrong = base.find(each => each.verdict !== 'PASS');
  if (wrong) {
    element('verdict').textContent = '✕ ' + wrong.name + ': ' + wrong.because;
    return false;
  }
  for (const number of numbers) {
    if (tests.wish !== wish) {
      return false;
    }
    tests.show(number, 'running');
    const result = await made.run(data.suite.scenarios[number], watch);
    tests.show(number, result.verdict === 'PASS' ? 'pass' : 'fail', result.because);
    tell?.(number, result);
    await breathe();
  }
  return tests.wish === wish;
}

async function proveAll() {
  const all = data.suite.scenarios.map((_, number) => number);
  const button = element('prove');
  const verdict = element('verdict');
  if (tests.proving) {
    tests.wish = {};
    return;
  }
  tests.proving = true;
  button.textContent = 'Stop';
  verdict.className = 'verdict';
  verdict.textContent = 'Starting another PC …';
  all.forEach(number => tests.show(number, 'waiting'));
  const begin = performance.now();
  let held = 0;
  let done = 0;
  const whole = await runTests(all, (number, result) => {
    done++;
    held += result.verdict === 'PASS' ? 1 : 0;
    if (done % 5 === 0) {
      verdict.textContent = done + ' of ' + all.length + ' done, ' + held + ' hold';
    }
  }).catch(e => {
    verdict.textContent = '✕ ' + e.message;
    return undefined;
  });
  tests.proving = false;
  button.textContent = 'Prove it again, here';
  if (whole) {
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    verdict.className = 'verdict ' + (held === all.length ? 'pass' : 'fail');
    verdict.textContent = (held === all.length ? '✓ ' : '✕ ') + held + ' of ' + all.length
      + ' tests hold, in this browser, in ' + seconds + ' s';
  } else if (whole === false && done < all.length && !verdict.textContent.startsWith('✕')) {
    verdict.textContent = 'Stopped after ' + done + ' of ' + all.length + ' tests; ' + held + ' hold.';
    all.filter(number => ['waiting', 'running'].includes(tests.states.get(number))).forEach(number => tests.show(number, ''));
  }
}

/** Plays one test on the screen, at a pace that people can follow. */
async function play(number) {
  const scenario = data.suite.scenarios[number];
  pc.off();
  element('keyboard').disabled = true;
  element('monitor').dataset.power = 'on';
  element('monitor').scrollIntoView({block: 'nearest', behavior: 'smooth'});
  const pace = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 450;
  say('Plays: ' + scenario.name);
  let result;
  await runTests([number], (_, ended) => {
    result = ended;
  }, async ({keys, screen}) => {
    if (screen) {
      pc.view.draw(screen, false);
      await new Promise(resolve => setTimeout(resolve, pace));
    } else if (keys) {
      say('Plays: ' + scenario.name + ' — types ' + keys);
    }
  });
  if (result) {
    say((result.verdict === 'PASS' ? '✓ ' + scenario.name + ': it holds' : '✕ ' + scenario.name + ': ' + result.because)
      + '. Reset starts the PC again.');
  }
}

function fillTests() {
  const list = element('list');
  data.suite.scenarios.forEach((scenario, number) => {
    element('squares').append(create('i', {title: scenario.name}));
    const item = create('li', {}, create('span', {className: 'test-name', textContent: scenario.name}));
    item.dataset.test = number;
    list.append(item);
  });
  for (const item of document.querySelectorAll('[data-test]')) {
    const name = item.querySelector('.test-name').textContent;
    const button = create('button', {type: 'button', className: 'play', textContent: '▶'});
    button.setAttribute('aria-label', 'Play: ' + name);
    button.addEventListener('click', () => play(Number(item.dataset.test)));
    item.prepend(button);
  }
  element('squares').addEventListener('click', event => {
    const number = [...element('squares').children].indexOf(event.target);
    if (number >= 0) {
      play(number);
    }
  });
}

// ---- the story -----------------------------------------------------------------------------------------------------

/** Opens whatever folds away the target of a link. */
function openTarget() {
  let node = location.hash.length > 1 && element(decodeURIComponent(location.hash.slice(1)));
  for (; node; node = node.parentElement) {
    if (node.tagName === 'DETAILS') {
      node.open = true;
    }
  }
}

function lightOwners() {
  for (const owner of document.querySelectorAll('[data-owner]')) {
    const light = on => document.querySelectorAll('[data-owner]').forEach(each =>
      each.classList.toggle('dim', on && each.dataset.owner !== owner.dataset.owner));
    owner.addEventListener('pointerenter', () => light(true));
    owner.addEventListener('pointerleave', () => light(false));
    if (owner.tagName.toLowerCase() === 'g') {
      owner.addEventListener('click', () => {
        location.hash = 'feature-' + owner.dataset.owner;
      });
    }
  }
}

async function begin() {
  addEventListener('hashchange', openTarget);
  openTarget();
  lightOwners();
  fillTests();
  for (const id of ['power', 'tools', 'chips', 'prove-box']) {
    element(id).hidden = false;
  }
  pc = new Pc(new ScreenView(element('canvas'), element('screen'), await unpackElement('font')), element('keyboard'));
  const start = () => switchOn().then(takeKeyboard);
  element('power').addEventListener('click', () => {
    start();
    takeKeyboard();
  });
  element('reset').addEventListener('click', start);
  element('copy').addEventListener('click', copyText);
  element('prove').addEventListener('click', proveAll);
  document.querySelectorAll('[data-type]').forEach(chip =>
    chip.addEventListener('click', () => typeCommand(chip.dataset.type)));
  listenToKeys();
  prepare();
}

begin();

/* The PC on the page: its switch, its keys, its chips. */

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
  if (!matchMedia('(hover: none) and (pointer: coarse)').matches) {
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

/* The keys of the vocabulary, as the scan codes of a US keyboard. */

/** Scan codes, set 1, of the keys of a US keyboard (IBM PC AT technical reference); E0 is the prefix of an extended key. */
const SCAN_CODES = (() => {
  const codes = new Map();
  const row = (first, keys) => [...keys].forEach((key, i) => codes.set(key, [first + i]));
  row(0x02, '1234567890-=');
  row(0x10, 'qwertyuiop[]');
  row(0x1E, "asdfghjkl;'`");
  row(0x2B, '\\zxcvbnm,./');
  codes.set(' ', [0x39]);
  return codes;
})();

const SPECIAL_KEYS = new Map(Object.entries({
  enter: [0x1C], backspace: [0x0E], tab: [0x0F], esc: [0x01], space: [0x39],
  insert: [0xE0, 0x52], delete: [0xE0, 0x53], home: [0xE0, 0x47], end: [0xE0, 0x4F],
  left: [0xE0, 0x4B], up: [0xE0, 0x48], right: [0xE0, 0x4D], down: [0xE0, 0x50],
  pageup: [0xE0, 0x49], pagedown: [0xE0, 0x51], f11: [0x57], f12: [0x58],
}));
for (let i = 1; i <= 10; i++) {
  SPECIAL_KEYS.set('f' + i, [0x3A + i]);
}

const SHIFT = [0x2A];
const MODIFIERS = new Map([['ctrl', [0x1D]], ['alt', [0x38]], ['shift', SHIFT]]);
const UNSHIFTED = "`1234567890-=[]\\;',./";
const SHIFTED = '~!@#$%^&*()_+{}|:"<>?';
const MAX_INPUTS = 5000;

/** The keys that type a character, each as its scan code; undefined where a US keyboard has none. */
function keysFor(character) {
  if (/^[A-Z]$/.test(character)) {
    return [SHIFT, SCAN_CODES.get(character.toLowerCase())];
  }
  const shifted = SHIFTED.indexOf(character);
  if (shifted >= 0) {
    return [SHIFT, SCAN_CODES.get(UNSHIFTED[shifted])];
  }
  return SCAN_CODES.has(character) ? [SCAN_CODES.get(character)] : undefined;
}

/** What is typed by the `keys` of a step: a list of {keys}, {wait: ticks} and {boot: true}. */
function parseKeys(text) {
  const inputs = [];
  for (const [token, braced] of text.matchAll(/\{\{|\{([^][^}]*)\}|[^]/g)) {
    if (braced === undefined) {
      const keys = keysFor(token === '{{' ? '{' : token);
      if (token === '{' || keys === undefined) {
        throw new Error(token === '{' ? 'a { is never closed' : 'a US keyboard has no key for ' + token);
      }
      inputs.push({text: token, keys});
    } else {
      const repeated = /^([^]+)\*([^*]+)$/.exec(braced);
      const count = !repeated ? 1 : /^[0-9]{1,4}$/.test(repeated[2]) ? Number(repeated[2]) : 0;
      if (count < 1 || count > 1000) {
        throw new Error('the count in {' + braced + '} is a number from 1 to 1000');
      }
      const input = namedInput(repeated ? repeated[1] : braced);
      for (let i = 0; i < count; i++) {
        inputs.push(input);
      }
    }
    if (inputs.length > MAX_INPUTS) {
      throw new Error('a step types at most ' + MAX_INPUTS + ' keys');
    }
  }
  return inputs;
}

function namedInput(name) {
  if (name.toLowerCase() === 'boot') {
    return {text: '{Boot}', boot: true};
  }
  const wait = /^wait\b[ \t\n\v\f\r]*([^]*)$/i.exec(name);
  if (wait) {
    const ticks = /^[0-9]{1,4}$/.test(wait[1]) ? Number(wait[1]) : 0;
    if (ticks < 1 || ticks > 1000) {
      throw new Error('{Wait N} lets N timer ticks pass, 1 to 1000');
    }
    return {text: '{Wait ' + ticks + '}', wait: ticks};
  }
  const keys = [];
  let rest = name;
  for (let plus = rest.indexOf('+'); plus > 0 && plus < rest.length - 1; plus = rest.indexOf('+')) {
    keys.push(known(MODIFIERS.get(rest.slice(0, plus).toLowerCase()), name));
    rest = rest.slice(plus + 1);
  }
  const last = rest.length === 1 ? keysFor(rest) : SPECIAL_KEYS.has(rest.toLowerCase()) && [SPECIAL_KEYS.get(rest.toLowerCase())];
  keys.push(...known(last || undefined, name));
  return {text: '{' + name + '}', keys: [...new Set(keys)]};
}

function known(found, name) {
  if (found === undefined) {
    throw new Error('unknown key in {' + name + '}');
  }
  return found;
}

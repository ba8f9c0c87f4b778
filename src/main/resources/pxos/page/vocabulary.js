/*
 * The vocabulary of scenarios: keys, and what is expected of the screen, of memory and of the machine.
 *
 * The Java package pxos.scenario reads the same language. vocabulary-cases.json, among the tests, holds what both have to agree on.
 */

const ROWS = 25;
const COLUMNS = 80;

/** One moment of an 80 x 25 text screen: `cells` are 4000 bytes, character and attribute in turn. */
class TextScreen {
  /** The 256 characters of code page 437; the page's data has them. */
  static characters = '';

  constructor(cells, cursorRow, cursorColumn) {
    this.cells = cells;
    this.cursorRow = cursorRow;
    this.cursorColumn = cursorColumn;
  }

  attribute(row, column) {
    return this.cells[2 * (row * COLUMNS + column) + 1];
  }

  isVisible(row, column) {
    const attribute = this.attribute(row, column);
    return (attribute & 0x0F) !== (attribute >> 4 & 0x07);
  }

  /** The 80 characters of a row as a person sees them. */
  row(row) {
    return this.#text(row, false);
  }

  /** The same, with characters in the colour of their background. */
  storedRow(row) {
    return this.#text(row, true);
  }

  /** All rows without trailing blanks. */
  rows() {
    return Array.from({length: ROWS}, (_, row) => this.row(row).replace(/ +$/, ''));
  }

  #text(row, all) {
    let text = '';
    for (let column = 0; column < COLUMNS; column++) {
      const code = this.cells[2 * (row * COLUMNS + column)];
      text += all || this.isVisible(row, column) ? TextScreen.characters[code] : ' ';
    }
    return text;
  }

  /** The same screen where only the rows for which `keeps` holds are not blank. */
  only(keeps) {
    const cells = this.cells.slice();
    for (let row = 0; row < ROWS; row++) {
      if (!keeps(row)) {
        for (let at = 2 * row * COLUMNS; at < 2 * (row + 1) * COLUMNS; at += 2) {
          cells[at] = 0x20;
          cells[at + 1] = 7;
        }
      }
    }
    return new TextScreen(cells, this.cursorRow, this.cursorColumn);
  }
}

/** Reads a line of the vocabulary from left to right: words, numbers and quoted texts with blanks between them. */
class Words {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  static number(word, radix) {
    const digits = radix === 16 ? word.replace(/^0x/, '') : word;
    return (radix === 16 ? /^[+-]?[0-9A-Fa-f]+$/ : /^[+-]?[0-9]+$/).test(digits) ? parseInt(digits, radix) : NaN;
  }

  blanks() {
    while (this.at < this.text.length && /[ \t\n\v\f\r]/.test(this.text[this.at])) {
      this.at++;
    }
  }

  atEnd() {
    this.blanks();
    return this.at === this.text.length;
  }

  word() {
    this.blanks();
    const word = /^[^ \t\n\v\f\r"=]*/.exec(this.text.slice(this.at))[0];
    this.at += word.length;
    return word;
  }

  /** Takes `word`, in any letter case, if it comes next. */
  take(word) {
    this.blanks();
    const start = this.at;
    if (this.word().toLowerCase() === word) {
      return true;
    }
    this.at = start;
    return false;
  }

  number(what, radix, min, max) {
    const value = Words.number(this.word(), radix);
    this.require(value >= min && value <= max, what + ' is out of range or no number');
    return value;
  }

  bytes() {
    this.require(!this.atEnd() && this.text[this.at] === '=', "'=' is missing behind the address");
    this.at++;
    const bytes = [];
    do {
      bytes.push(this.number('a byte', 16, 0, 0xFF));
    } while (!this.atEnd());
    return bytes;
  }

  quoted() {
    this.require(!this.atEnd() && this.text[this.at] === '"', 'a text in double quotes is missing');
    let content = '';
    for (this.at++; this.at < this.text.length && this.text[this.at] !== '"'; this.at++) {
      if (this.text[this.at] === '\\') {
        this.at++;
        this.require('"\\'.includes(this.text[this.at] ?? '?'), 'behind \\ only " or \\ can stand');
      }
      content += this.text[this.at];
    }
    this.require(this.at < this.text.length, 'a text in double quotes is never closed');
    this.at++;
    return content;
  }

  require(right, problem) {
    if (!right) {
      throw new Error(problem + ', at character ' + (this.at + 1) + ' of: ' + this.text);
    }
  }
}

// ---- keys ----------------------------------------------------------------------------------------------------------

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

// ---- expectations --------------------------------------------------------------------------------------------------

/** How a machine comes to rest, and how that is said. */
const REST = {
  idle: 'waits for a key in the BIOS',
  halted: 'is halted for good (HLT with interrupts off)',
  reset: 'asked for a reset',
  running: 'runs on',
  never: 'did not come to rest',
};

const PORTS = [0x40, 0x41, 0x42, 0x43, 0x61];

/**
 * Reads an expectation: {rest} where it states how the machine comes to rest, {ports: true} where it looks at ports, and
 * check(observation), which returns null or {wanted, got}.
 */
function parseExpectation(text) {
  const words = new Words(text);
  const expectation = readExpectation(words);
  words.require(words.atEnd(), 'unexpected text behind the expectation');
  return expectation;
}

function readExpectation(words) {
  const kind = words.word().toLowerCase();
  switch (kind) {
    case 'row': return rowsExpectation([readText(words)]);
    case 'rows': return rowsExpectation(readTexts(words));
    case 'contains': {
      const count = words.take('count') ? words.number('how many times', 10, 1, 2000) : 0;
      return containsExpectation(notEmpty(words), count);
    }
    case 'absent': return absentExpectation(notEmpty(words));
    case 'cursor': return readCursor(words);
    case 'attribute': {
      const attribute = words.number('an attribute', 16, 0, 0xFF);
      words.require(words.take('of'), "'of' is missing behind the attribute");
      return attributeExpectation(attribute, notEmpty(words));
    }
    case 'answer': {
      const wanted = readExpectation(words);
      words.require(wanted.ofText, "'answer' is followed by row, rows, contains, absent or attribute");
      return {check: seen => wanted.check(answersOf(seen))};
    }
    case 'port': {
      const port = words.number('a port', 16, 0, 0xFFFF);
      words.require(PORTS.includes(port), 'only the ports of timer and speaker are seen');
      return portExpectation(port, hex(words.bytes()));
    }
    case 'sound': return soundExpectation(true);
    case 'silent': return silentExpectation();
    case 'running': case 'idle': case 'halted': case 'reset': return restExpectation(kind);
    case 'no':
      if (words.take('sound')) {
        return soundExpectation(false);
      }
      words.require(words.take('reset'), "'no' is followed by 'reset' or 'sound'");
      return {check: seen => unless(seen.rest !== 'reset', 'no reset', 'a machine that ' + REST.reset)};
    case 'memory': return readMemory(words);
    default: throw new Error("unknown expectation '" + kind + "' in: " + words.text);
  }
}

function readText(words) {
  const like = words.take('like');
  return {template: words.quoted(), like};
}

function readTexts(words) {
  const texts = [];
  do {
    texts.push(readText(words));
  } while (!words.atEnd());
  return texts;
}

function notEmpty(words) {
  const text = readText(words);
  words.require(text.template !== '', 'the text must not be empty');
  return text;
}

function readCursor(words) {
  if (words.take('after')) {
    const text = readText(words);
    return {check: seen => cursorAfter(seen, text)};
  }
  const row = words.number("the cursor's row", 10, 0, ROWS - 1);
  const column = words.number('its column', 10, 0, COLUMNS - 1);
  return {check: seen => cursorAt(seen.screen, row, column, '')};
}

function readMemory(words) {
  const address = words.number('an address', 16, 0, 0xFFFFF);
  const bytes = words.bytes();
  words.require(bytes.length <= 512 && address + bytes.length <= 0x100000, 'at most 512 bytes up to FFFFF can be compared');
  const wanted = hex(bytes);
  return {
    check(seen) {
      const got = hex([...seen.memory(address, bytes.length)]);
      return unless(got === wanted, wanted + ' at ' + hexWord(address), got);
    },
  };
}

function unless(satisfied, wanted, got) {
  return satisfied ? null : {wanted, got};
}

function hex(bytes) {
  return bytes.map(byte => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
}

function hexWord(address) {
  return address.toString(16).toUpperCase().padStart(4, '0');
}

function quote(text) {
  return '"' + text + '"';
}

/** A text as it is to be found, {prompt} and {banner} put in: {shown, pattern}. The pattern matches within a row. */
function wantedText(text, seen, stripped) {
  let shown = '';
  const digits = new Set();
  for (const [part] of text.template.matchAll(/\{prompt\}|\{banner\}|[^]/g)) {
    if (text.like && part === '#') {
      digits.add(shown.length);
    }
    shown += part === '{prompt}' ? seen.prompt : part === '{banner}' ? seen.banner : part;
  }
  if (stripped) {
    shown = shown.replace(/[ \t\n\v\f\r]+$/, '');
  }
  const pattern = [...shown.split('')]
    .map((character, i) => (digits.has(i) ? '[0-9]' : character.replace(/[.*+?^${}()|[\]\\/-]/, '\\$&')))
    .join('');
  return {shown, pattern};
}

function matchesIn(wanted, row) {
  return [...row.matchAll(new RegExp(wanted.pattern, 'g'))];
}

function isRow(wanted, row) {
  return new RegExp('^(?:' + wanted.pattern + ')$').test(row);
}

/** First row of the last place where the texts stand one below the other; -1 if nowhere. */
function lastIndexOf(rows, wanted) {
  for (let first = rows.length - wanted.length; first >= 0; first--) {
    if (wanted.every((text, i) => isRow(text, rows[first + i]))) {
      return first;
    }
  }
  return -1;
}

/** The row that is most like the first missing text. */
function nearest(screen, wanted) {
  const rows = screen.rows();
  const missing = wanted.find(text => !rows.some(row => isRow(text, row)));
  if (!missing) {
    return 'each of them, but not directly below each other';
  }
  let best = -1;
  let bestLength = 0;
  rows.forEach((row, i) => {
    let length = 0;
    while (length < Math.min(row.length, missing.shown.length) && row[length] === missing.shown[length]) {
      length++;
    }
    if (length > 0 && length >= bestLength) {
      best = i;
      bestLength = length;
    }
  });
  if (best >= 0) {
    return 'row ' + best + ' ' + quote(rows[best]);
  }
  const shown = rows.filter(row => row !== '').map(quote).slice(-3);
  return 'no such text; ' + (shown.length ? 'the last rows are ' + shown.join(', ') : 'the screen is empty');
}

function rowsExpectation(texts) {
  return {
    ofText: true,
    check(seen) {
      const wanted = texts.map(text => wantedText(text, seen, true));
      return unless(
        lastIndexOf(seen.screen.rows(), wanted) >= 0,
        (wanted.length === 1 ? 'the row ' : 'the rows ') + wanted.map(text => quote(text.shown)).join(' above '),
        nearest(seen.screen, wanted));
    },
  };
}

function containsExpectation(text, count) {
  return {
    ofText: true,
    check(seen) {
      const wanted = wantedText(text, seen);
      let found = 0;
      for (let row = 0; row < ROWS && wanted.shown !== ''; row++) {
        found += matchesIn(wanted, seen.screen.row(row)).length;
      }
      return unless(
        count === 0 ? found > 0 : found === count,
        (count === 0 ? '' : count + ' times ') + quote(wanted.shown) + ' on the screen',
        found === 0 ? nearest(seen.screen, [wanted]) : 'it ' + found + ' times');
    },
  };
}

function absentExpectation(text) {
  return {
    ofText: true,
    check(seen) {
      const unwanted = wantedText(text, seen);
      for (let row = 0; row < ROWS; row++) {
        if (matchesIn(unwanted, seen.screen.row(row)).length > 0) {
          const got = 'row ' + row + ' ' + quote(seen.screen.row(row).replace(/ +$/, ''));
          return {wanted: 'no ' + quote(unwanted.shown) + ' on the screen', got};
        }
      }
      return null;
    },
  };
}

function cursorAt(screen, row, column, where) {
  return unless(
    screen.cursorRow === row && screen.cursorColumn === column,
    'the cursor at ' + row + ' ' + column + where,
    'it at ' + screen.cursorRow + ' ' + screen.cursorColumn);
}

function cursorAfter(seen, text) {
  const wanted = wantedText(text, seen);
  const row = lastIndexOf(seen.screen.rows(), [wantedText(text, seen, true)]);
  if (row < 0) {
    const got = nearest(seen.screen, [wantedText(text, seen, true)]);
    return {wanted: 'the cursor after the row ' + quote(wanted.shown), got};
  }
  const cell = row * COLUMNS + wanted.shown.length;
  return cursorAt(seen.screen, Math.floor(cell / COLUMNS), cell % COLUMNS, ' after ' + quote(wanted.shown));
}

function attributeExpectation(attribute, text) {
  return {
    ofText: true,
    check(seen) {
      const wanted = wantedText(text, seen);
      const what = 'attribute ' + hex([attribute]) + ' of ' + quote(wanted.shown);
      for (let row = ROWS - 1; row >= 0; row--) {
        const found = matchesIn(wanted, seen.screen.storedRow(row)).at(-1);
        if (found) {
          for (let column = found.index; column < found.index + found[0].length; column++) {
            const got = seen.screen.attribute(row, column);
            if (got !== attribute) {
              return {wanted: what, got: hex([got]) + ' at row ' + row + ', column ' + column};
            }
          }
          return null;
        }
      }
      return {wanted: what, got: nearest(seen.screen, [wanted])};
    },
  };
}

/** The same observation without what stands before the first prompt, and without rows that begin with the prompt. */
function answersOf(seen) {
  if (seen.prompt.trim() === '') {
    return seen;
  }
  const begins = row => seen.screen.row(row).startsWith(seen.prompt);
  let first = 0;
  while (first < ROWS && !begins(first)) {
    first++;
  }
  first = first === ROWS ? 0 : first;
  return {...seen, memory: seen.memory, screen: seen.screen.only(row => row >= first && !begins(row))};
}

function restExpectation(rest) {
  return {
    rest,
    check: seen => unless(seen.rest === rest, 'a machine that ' + REST[rest], 'one that ' + REST[seen.rest]),
  };
}

function written(seen, port) {
  return seen.portWrites.filter(write => write.port === port).map(write => write.value);
}

function portExpectation(port, wanted) {
  return {
    ports: true,
    check(seen) {
      const got = hex(written(seen, port));
      return unless(got === wanted, wanted + ' written to port ' + hex([port]), got === '' ? 'nothing written' : got);
    },
  };
}

function soundExpectation(wanted) {
  return {
    ports: true,
    check(seen) {
      const heard = written(seen, 0x61).some(value => (value & 3) === 3);
      return unless(
        heard === wanted,
        wanted ? 'a sound' : 'no sound',
        heard ? 'a speaker that was switched on' : 'a speaker that nobody switched on');
    },
  };
}

function silentExpectation() {
  return {
    ports: true,
    check(seen) {
      const last = written(seen, 0x61).at(-1);
      return unless(last === undefined || (last & 3) !== 3, 'a speaker that is off again', 'one that is still on');
    },
  };
}

/** A step with its texts read: {keys, inputs, expectations, rest, ports}. */
function parseStep(step) {
  const expect = step.expect === undefined ? [] : [].concat(step.expect);
  const expectations = expect.map(parseExpectation);
  const stated = [...new Set(expectations.map(each => each.rest).filter(Boolean))];
  if (stated.length > 1) {
    throw new Error('a machine cannot come to rest in two ways: ' + expect.join('; '));
  }
  return {
    keys: step.keys ?? '',
    inputs: parseKeys(step.keys ?? ''),
    expectations,
    rest: stated[0] ?? 'idle',
    ports: expectations.some(each => each.ports),
  };
}

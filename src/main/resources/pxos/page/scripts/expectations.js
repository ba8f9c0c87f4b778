/* Reads what a step expects. */

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
  words.require(words.atEnd(), 'unexpected text after the expectation');
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
      words.require(words.take('of'), "'of' is missing after the attribute");
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
    case 'file': {
      const name = readShortName(words);
      return fileExpectation(name, readContents(words));
    }
    case 'nothing':
      words.require(words.take('written'), "'written' is missing");
      return nothingWrittenExpectation();
    case 'disk':
      words.require(words.take('sound'), "'sound' is missing");
      return soundDiskExpectation();
    case 'pxos':
      words.require(!words.atEnd() && words.text[words.at++] === '=' && words.take('source'), "'pxos' is followed by '= source'");
      return pxosIsSourceExpectation();
    case 'survives':
      words.require(words.take('power') && words.take('cuts'), "'survives' is followed by 'power cuts'");
      return powerCutsExpectation();
    case 'no':
      if (words.take('sound')) {
        return soundExpectation(false);
      }
      if (words.take('file')) {
        return noFileExpectation(readShortName(words));
      }
      words.require(words.take('reset'), "'no' is followed by 'reset', 'sound' or 'file'");
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
  let like = false;
  do {
    like = words.take('like') || like;
    texts.push({template: words.quoted(), like});
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

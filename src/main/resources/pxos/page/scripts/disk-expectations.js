/* What is expected of the disk, and what is there instead. */

/** Where `build` of pxOS finds its source. */
const SOURCE_FILE = 'PXOS.TXT';
const MOST_DATA_BYTES = 2830 * 512;

/** An expectation that looks at the disk; one that cannot be read does not meet it. */
function diskExpectation(look) {
  return {
    check(seen) {
      try {
        return look(seen.disk);
      } catch (e) {
        return {wanted: 'a disk that can be read', got: e.message};
      }
    },
  };
}

function fileExpectation(name, content) {
  const what = 'the file ' + name + ' with ' + content.length + ' bytes';
  return diskExpectation(disk => {
    const found = new Fat12(disk).read(name);
    if (!found) {
      return {wanted: what, got: 'no such file'};
    }
    const at = differsAt(found, content);
    return unless(at < 0, what, found.length + ' bytes, the first other one at ' + at);
  });
}

/** The first place where two texts of bytes differ; -1 for none. */
function differsAt(first, second) {
  const end = Math.max(first.length, second.length);
  for (let i = 0; i < end; i++) {
    if (first[i] !== second[i]) {
      return i;
    }
  }
  return -1;
}

function noFileExpectation(name) {
  return diskExpectation(disk => unless(!new Fat12(disk).find(name), 'no file ' + name, 'one'));
}

function nothingWrittenExpectation() {
  return diskExpectation(disk => {
    const at = differsAt(disk.before, disk.now);
    return unless(at < 0, 'a disk as before', 'another byte in sector ' + Math.floor(at / 512));
  });
}

function soundDiskExpectation() {
  return diskExpectation(disk => {
    try {
      new Fat12(disk).check();
      return null;
    } catch (e) {
      return {wanted: 'a sound disk', got: e.message};
    }
  });
}

function pxosIsSourceExpectation() {
  return diskExpectation(disk => {
    const source = new Fat12(disk).read(SOURCE_FILE);
    if (!source) {
      return {wanted: 'what ' + SOURCE_FILE + ' lists', got: 'no such file'};
    }
    const wanted = listedBytes(source);
    const at = differsAt(wanted, disk.now.subarray(0, wanted.length));
    return unless(at < 0, 'what ' + SOURCE_FILE + ' lists', 'another byte at ' + hexWord(0x7C00 + at));
  });
}

/** Where the power is cut, only QEMU and the machine in the JVM can tell; a suite for this page does not ask. */
function powerCutsExpectation() {
  return {
    check: () => ({wanted: 'a disk that survives power cuts', got: 'a machine that does not tell what it writes'}),
  };
}

/** The name of a file in 8.3 characters, in capitals. */
function readShortName(words) {
  const name = words.word();
  words.require(/^[A-Z0-9!#$%&'()@^_`{}~-]{1,8}(\.[A-Z0-9!#$%&'()@^_`{}~-]{1,3})?$/.test(name), 'a name has 8.3 characters, in capitals');
  return name;
}

/** The texts of a file, at least one, as bytes; a count and a * repeat one, and {n} in it is the number of the repetition. */
function readContents(words) {
  let content = '';
  let size = 0;
  let pieces = 0;
  let times = words.count(MOST_DATA_BYTES);
  while (times > 1 || !words.atEnd() && words.text[words.at] === '"') {
    const piece = words.quoted('nrt0"\\', '\n\r\t\0"\\', /^[ -~]*$/);
    size += times * piece.length;
    words.require(size <= MOST_DATA_BYTES, 'a file has at most ' + MOST_DATA_BYTES + ' bytes');
    for (let n = 1; n <= times; n++) {
      content += piece.replaceAll('{n}', n);
    }
    pieces++;
    times = words.count(MOST_DATA_BYTES);
  }
  words.require(pieces > 0, "the file's text in double quotes is missing");
  return Uint8Array.from(content, c => c.charCodeAt(0));
}

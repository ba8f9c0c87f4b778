/* Reads the FAT12 disk of a test, as pxos.os.disk does, and says what PXOS.TXT on it lists. */

const SECTOR = 512;
/** Where the parts of the disk lie; see pxos.os.disk.Floppy. */
const FAT_OFFSET = 18 * SECTOR;
const FAT_BYTES = 9 * SECTOR;
const ROOT_OFFSET = FAT_OFFSET + 2 * FAT_BYTES;
const ROOT_ENTRIES = 224;
const DATA_OFFSET = ROOT_OFFSET + ROOT_ENTRIES * 32;
const LAST_CLUSTER = 2831;
const LABEL = 0x08;
const DIRECTORY = 0x10;
/** The BIOS parameter block, up to the drive's number. */
const GEOMETRY = [11, 36];

class Fat12 {
  /** @param disk {before, now}: what the disk was and is */
  constructor(disk) {
    this.bytes = disk.now;
    if (disk.before.subarray(...GEOMETRY).some((byte, i) => byte !== this.bytes[GEOMETRY[0] + i])) {
      throw new Error('its boot sector does not describe a 1.44 MB FAT12 disk');
    }
    if (this.next(0) !== 0xFF0 || this.next(1) < 0xFF8) {
      throw new Error('its FAT does not begin with F0 FF FF');
    }
  }

  word(at) {
    return this.bytes[at] | this.bytes[at + 1] << 8;
  }

  /** The 12 bits of a cluster. */
  next(cluster) {
    const word = this.word(FAT_OFFSET + Math.floor(cluster * 3 / 2));
    return cluster & 1 ? word >> 4 : word & 0xFFF;
  }

  /** The clusters of a chain. */
  follow(first) {
    const chain = [];
    for (let cluster = first; cluster < 0xFF8 && !(chain.length === 0 && cluster === 0); cluster = this.next(cluster)) {
      if (cluster < 2 || cluster > LAST_CLUSTER || chain.includes(cluster)) {
        throw new Error('the chain from cluster ' + first + ' is broken at ' + cluster);
      }
      chain.push(cluster);
    }
    return chain;
  }

  /** Files and directories: {name, field, attributes, first, size}. */
  entries() {
    const entries = [];
    for (let at = ROOT_OFFSET; at < DATA_OFFSET && this.bytes[at] !== 0; at += 32) {
      if (this.bytes[at] !== 0xE5 && !(this.bytes[at + 11] & LABEL)) {
        const field = String.fromCharCode(...this.bytes.subarray(at, at + 11));
        entries.push({
          field,
          attributes: this.bytes[at + 11],
          first: this.word(at + 26),
          size: this.word(at + 28) + this.word(at + 30) * 0x10000,
        });
      }
    }
    return entries;
  }

  find(name) {
    const [base, extension = ''] = name.split('.');
    return this.entries().find(entry => entry.field === base.padEnd(8) + extension.padEnd(3));
  }

  /** The content of a file; undefined where it is not there. */
  read(name) {
    const entry = this.find(name);
    if (!entry) {
      return undefined;
    }
    const chain = this.follow(entry.first);
    if (Math.ceil(entry.size / SECTOR) > chain.length) {
      throw new Error('the chain of ' + name + ' is too short for its size');
    }
    const content = new Uint8Array(chain.length * SECTOR);
    chain.forEach((cluster, i) => {
      const from = DATA_OFFSET + (cluster - 2) * SECTOR;
      content.set(this.bytes.subarray(from, from + SECTOR), i * SECTOR);
    });
    return content.subarray(0, entry.size);
  }

  /** Looks at the disk as fsck does; throws what is wrong. */
  check() {
    const used = new Set();
    for (let i = 0; i < FAT_BYTES; i++) {
      if (this.bytes[FAT_OFFSET + i] !== this.bytes[FAT_OFFSET + FAT_BYTES + i]) {
        throw new Error('the two copies of its FAT differ');
      }
    }
    for (const entry of this.entries()) {
      const chain = this.follow(entry.first);
      if (!(entry.attributes & DIRECTORY) && chain.length !== Math.ceil(entry.size / SECTOR)) {
        throw new Error(entry.field + ' has ' + entry.size + ' bytes in ' + chain.length + ' clusters');
      }
      for (const cluster of chain) {
        if (used.has(cluster)) {
          throw new Error('cluster ' + cluster + ' of ' + entry.field + ' belongs to another file, too');
        }
        used.add(cluster);
      }
    }
    for (let cluster = 2; cluster <= LAST_CLUSTER; cluster++) {
      if (!used.has(cluster) && ![0, 0xFF7].includes(this.next(cluster))) {
        throw new Error('cluster ' + cluster + ' is lost: no file has it');
      }
    }
  }
}

/** Sectors 0 to 17 as the text of an OS source lists them; see pxos.os.ListedBytes. */
function listedBytes(text) {
  const base = 0x7C00;
  const bytes = new Uint8Array(18 * SECTOR);
  const labels = new Map();
  const number = word => (/^\d+$/.test(word) ? parseInt(word, 10)
    : /^0[xX]/.test(word) ? parseInt(word.slice(2), 16)
      : /^\d.*[hH]$/.test(word) ? parseInt(word, 16) : labels.get(word) ?? base);
  for (let round = 0; round < 8; round++) {
    for (const line of chunks(text).join('').split(/\r?\n/)) {
      const words = line.split(/[;#]/, 1)[0].trim().split(/\s+/);
      if (words[0].toUpperCase() === 'DEFINE') {
        labels.set(words[1], number(words[2]));
      } else if (words[0].toUpperCase() === 'WRITE') {
        let address = number(words[1]);
        for (const word of words.slice(2)) {
          bytes[address++ - base] = number(word);
        }
      }
    }
  }
  return sealed(bytes);
}

function chunks(bytes) {
  const texts = [];
  for (let at = 0; at < bytes.length; at += 8192) {
    texts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  }
  return texts;
}

/** Makes the words of the extended zone, if there is one, add up to 5850h. */
function sealed(bytes) {
  const zone = 2 * SECTOR;
  if (bytes.subarray(zone).every(byte => byte === 0)) {
    return bytes;
  }
  const view = new DataView(bytes.buffer);
  view.setUint16(zone, 0, true);
  view.setUint16(zone + 0x34, 0, true);
  let sum = 0x5850;
  for (let at = zone; at < bytes.length; at += 2) {
    sum -= view.getUint16(at, true);
  }
  const salt = (sum & 0xFFFF) === 0 ? 1 : 0;
  view.setUint16(zone, sum - salt & 0xFFFF, true);
  view.setUint16(zone + 0x34, salt, true);
  return bytes;
}

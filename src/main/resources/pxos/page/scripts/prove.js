/* Runs scenarios on a machine, as the Java package pxos.proof does in QEMU. */

/** Scenarios on one pxOS. */
class Prover {
  /**
   * @param suite {facts, disks, scenarios}; a disk is its bytes and its damaged sectors, a scenario names one by its number
   */
  static async make(engine, suite) {
    const machine = await Guest.make(engine, suite.facts, suite.disks[0].bytes, false);
    await machine.prepare(suite.disks[0]);
    return new Prover(machine, suite);
  }

  constructor(machine, suite) {
    this.machine = machine;
    this.suite = suite;
  }

  /** What every pxOS must do, whatever its features: {name, verdict, because, screen} of each check. */
  async base() {
    const {machine, suite} = this;
    const {facts} = suite;
    const outcome = await machine.powerOn(suite.disks[0]);
    const seen = machine.observation(outcome.rest);
    const expect = [];
    if (machine.text(facts.bannerVector, true) !== '') {
      expect.push('contains "{banner}"');
    }
    if (machine.text(facts.promptVector, false) !== '') {
      expect.push('cursor after "{prompt}"');
    }
    const because = this.#wrong({rest: 'idle', expectations: expect.map(parseExpectation)}, outcome, seen);
    const results = [result('base: boots to its prompt', because, seen.screen)];
    if (!because) {
      this.prompt = await machine.save();
      const step = parseStep({keys: 'pxos'});
      const typed = await machine.type(step.inputs, false);
      const after = machine.observation(typed.rest);
      const same = after.screen.rows().join('\n') === seen.screen.rows().join('\n');
      results.push(result(
        'base: echoes keys',
        this.#wrong(step, typed, after)
          || (same ? 'wanted the keys pxos to show on the screen, got the same screen as before' : ''),
        after.screen));
    }
    this.passesBase = results.every(each => each.verdict === 'PASS');
    return results;
  }

  /**
   * Runs one scenario from the fresh prompt: {name, verdict, because, screen, step}.
   *
   * @param watch is told of each step, before and after it
   */
  async run(scenario, watch = () => {}) {
    if (!this.passesBase) {
      return {name: scenario.name, verdict: 'ERROR', because: 'not run: the OS does not pass the base checks'};
    }
    try {
      return await this.#steps(scenario, watch);
    } catch (e) {
      return {name: scenario.name, verdict: 'ERROR', because: String(e.message ?? e)};
    }
  }

  async #steps(scenario, watch) {
    const {machine, suite} = this;
    const disk = suite.disks[scenario.disk];
    const steps = scenario.steps.map(parseStep);
    let outcome = {rest: 'idle'};
    if (disk.samePxos) {
      await machine.restore(this.prompt, disk);
    } else {
      outcome = await machine.powerOn(disk);
    }
    let screen;
    for (let i = 0; i < steps.length; i++) {
      watch({step: i, keys: steps[i].keys});
      outcome = await this.#act(outcome, steps[i]);
      const seen = machine.observation(outcome.rest);
      screen = seen.screen;
      watch({step: i, screen});
      const because = this.#wrong(steps[i], outcome, seen, scenario.writes);
      if (because) {
        return {...result(scenario.name, because, screen), step: i + 1};
      }
    }
    return result(scenario.name, '', screen);
  }

  async #act(before, step) {
    const {machine} = this;
    if (step.ports) {
      machine.portWrites = [];
    }
    let outcome = before.rest === 'reset' ? await machine.powerCycle() : before;
    let keys = [];
    for (const input of step.inputs) {
      if (input.keys) {
        keys.push(input);
      } else if (input.wait) {
        outcome = await this.#type(outcome, keys, true);
        outcome = outcome.rest === 'idle' || outcome.rest === 'running' ? await machine.letPass(input.wait) : outcome;
        keys = [];
      } else {
        outcome = await this.#type(outcome, keys, false);
        outcome = outcome.rest === 'never' ? outcome : await machine.powerCycle();
        keys = [];
      }
    }
    const rests = step.rest !== 'running';
    outcome = await this.#type(outcome, keys, !rests);
    return rests && outcome.rest === 'running' ? machine.type([], false) : outcome;
  }

  async #type(before, keys, settles) {
    return keys.length === 0 || before.rest === 'never' ? before : this.machine.type(keys, settles);
  }

  /** Writing is wrong unless the scenario says where. */
  #written(disk, writes) {
    if (this.machine.highestByteWritten === 0) {
      return '';
    }
    if (writes.length === 0) {
      return 'disk write: the machine wrote to its disk, up to byte ' + this.machine.highestByteWritten;
    }
    for (let sector = 0; sector < 2880; sector++) {
      const part = [sector * 512, (sector + 1) * 512];
      if (!writes.some(area => AREAS[area](sector)) && differsAt(disk.before.subarray(...part), disk.now.subarray(...part)) >= 0) {
        return 'disk write: the machine wrote to sector ' + sector + ', which the scenario does not allow';
      }
    }
    return '';
  }

  /** After another start of a pxOS that rewrote itself, the boot sector is the one that was started. */
  #changedBootSector(writes) {
    const got = this.machine.memory(this.suite.facts.imageBase, 512);
    const differs = from => differsAt(from.subarray(0, 512), got) >= 0;
    return differs(this.suite.disks[0].bytes) && !(writes.includes('PXOS') && !differs(this.machine.started))
      ? 'boot sector changed in memory' : '';
  }

  /** The first thing that is wrong, in one line; empty where nothing is. */
  #wrong(step, outcome, seen, writes = []) {
    const {machine} = this;
    if (outcome.fault) {
      return outcome.fault;
    }
    if (outcome.rest === 'reset' && step.rest !== 'reset') {
      return 'unrequested reset: the machine asked for a reset that the step does not expect';
    }
    if (outcome.rest === 'halted' && step.rest !== 'halted') {
      return 'halt with interrupts off: the machine ' + REST.halted;
    }
    const harm = this.#written(seen.disk, writes) || this.#changedBootSector(writes);
    if (harm) {
      return harm;
    }
    for (const expectation of step.expectations) {
      const unmet = expectation.check(seen);
      if (unmet) {
        return 'wanted ' + unmet.wanted + ', got ' + unmet.got;
      }
    }
    return '';
  }
}

/** Where a scenario may write, by sector; see pxos.scenario.DiskItem.Writes. */
const AREAS = {
  FILES: sector => sector >= 18,
  PXOS: sector => sector < 18 || sector >= 2864,
};

function result(name, because, screen) {
  return {name, verdict: because ? 'FAIL' : 'PASS', because: because || '', screen};
}

/** A disk of a suite; one but the first is made when it is asked for, since many would fill the memory of a phone. */
class PackedDisk {
  #first;
  #sectors;

  /** @param sectors [number, bytes] of those that it has in place of the first one's */
  constructor(disk, first, sectors) {
    Object.assign(this, disk);
    this.#first = first;
    this.#sectors = sectors;
  }

  get bytes() {
    const bytes = this.#first.slice();
    for (const [number, sector] of this.#sectors) {
      bytes.set(sector, number * SECTOR);
    }
    return bytes;
  }
}

/** The disks of a suite, as pxos.page.v86.DiskPool packs them: a pool of sectors, and which of them each disk has. */
function unpackDisks(disks, pool, changes) {
  let at = 0;
  const word = () => changes[at++] | changes[at++] << 8;
  const sectorsOf = disk => Array.from({length: disk.changes}, () => {
    const number = word();
    const from = word() * SECTOR;
    return [number, pool.subarray(from, from + SECTOR)];
  });
  const [first, ...others] = disks;
  const {bytes} = new PackedDisk(first, new Uint8Array(2880 * SECTOR), sectorsOf(first));
  return [{...first, bytes}, ...others.map(disk => new PackedDisk(disk, bytes, sectorsOf(disk)))];
}

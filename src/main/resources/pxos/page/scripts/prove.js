/* Runs scenarios on a machine, as the Java package pxos.proof does in QEMU. */

/** Scenarios on one pxOS. */
class Prover {
  /**
   * @param suite {facts, disks, scenarios}; a disk is its bytes and its damaged sectors, a scenario names one by its number
   */
  static async make(engine, suite) {
    const machine = await Guest.make(engine, suite.facts, suite.disks[0].bytes, false);
    await machine.prepare(suite.disks[0].bytes);
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
    const outcome = await machine.powerOn(suite.disks[0].bytes, suite.disks[0].unreadable);
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
      await machine.restore(this.prompt, disk.bytes, disk.unreadable);
    } else {
      outcome = await machine.powerOn(disk.bytes, disk.unreadable);
    }
    let screen;
    for (let i = 0; i < steps.length; i++) {
      watch({step: i, keys: steps[i].keys});
      outcome = await this.#act(outcome, steps[i]);
      const seen = machine.observation(outcome.rest);
      screen = seen.screen;
      watch({step: i, screen});
      const because = this.#wrong(steps[i], outcome, seen);
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

  /** The first thing that is wrong, in one line; empty where nothing is. */
  #wrong(step, outcome, seen) {
    const {machine, suite} = this;
    if (outcome.fault) {
      return outcome.fault;
    }
    if (outcome.rest === 'reset' && step.rest !== 'reset') {
      return 'unrequested reset: the machine asked for a reset that the step does not expect';
    }
    if (outcome.rest === 'halted' && step.rest !== 'halted') {
      return 'halt with interrupts off: the machine ' + REST.halted;
    }
    if (machine.highestByteWritten > 0) {
      return 'disk write: the machine wrote to its disk, up to byte ' + machine.highestByteWritten;
    }
    const boot = suite.disks[0].bytes.subarray(0, 512);
    if (machine.memory(suite.facts.imageBase, 512).some((byte, i) => byte !== boot[i])) {
      return 'boot sector changed in memory';
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

function result(name, because, screen) {
  return {name, verdict: because ? 'FAIL' : 'PASS', because: because || '', screen};
}

/**
 * The disks of a suite. All bytes come in one piece: the first disk whole, then for each further one its sectors that differ.
 *
 * @param disks each {sectors: the numbers of the differing sectors, unreadable, samePxos}
 */
function unpackDisks(disks, bytes) {
  const SECTOR = 512;
  const first = bytes.slice(0, disks[0].sizeBytes);
  let at = first.length;
  return disks.map((disk, i) => {
    const own = i === 0 ? first : first.slice();
    for (const sector of disk.sectors) {
      own.set(bytes.subarray(at, at + SECTOR), sector * SECTOR);
      at += SECTOR;
    }
    return {bytes: own, unreadable: disk.unreadable, samePxos: disk.samePxos};
  });
}

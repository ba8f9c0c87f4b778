/*
 * A machine for tests. It has a time of its own, as pxOS finds it in QEMU: the clock stands still, and its timer ticks when a
 * test lets it. So a test sees the same on a phone and on a fast computer.
 */

const TICK_MS = 54.925402;
const BOOT_SECTOR_SPINS = [0xEB, 0xFE];
/** Instructions after which a machine that has not come to rest spins; none of pxOS's commands comes near. */
const SPIN_INSTRUCTIONS = 150_000_000;
/** Instructions after which a program is seen to go on computing, and between two ticks that it hears meanwhile. */
const SETTLING_INSTRUCTIONS = 2_000_000;
/** Timer ticks of sleep, though not for a key, after which a machine hangs: a minute. */
const MOST_TICKS = 1092;
/** The BIOS's ring of keys, and how much of it may be filled (Ralf Brown's list, memory 0040h:001Eh). */
const RING_START = 0x1E;
const RING_BYTES = 32;
/** As many bytes of scan codes as a PS/2 keyboard holds, less one key. */
const CHUNK_BYTES = 14;
const SURVIVING = [0x500, 0x5FFF];

class Guest extends Machine {
  /** Lets the BIOS load a boot sector that jumps to itself; a snapshot of that moment serves every further start. */
  async prepare(disk) {
    const spinning = disk.bytes.slice();
    spinning.set(BOOT_SECTOR_SPINS);
    this.insert({bytes: spinning, unreadable: [], unwritable: []});
    this.inBios = true;
    for (let i = 0; this.cpu.instruction_pointer[0] !== this.facts.imageBase; i++) {
      const idle = this.cpu.main_loop();
      this.clock.ms += idle;
      if (i > 20000) {
        throw new Error('the BIOS did not start the boot sector');
      }
      if (i % 8 === 7) {
        await breathe();
      }
    }
    this.inBios = false;
    this.atBootSector = await this.emulator.save_state();
  }

  /** Switches it on with a disk. Returns how it came to rest. */
  async powerOn(disk) {
    await this.emulator.restore_state(this.atBootSector);
    this.#forget();
    this.elapsed = 0;
    this.insert(disk);
    this.#fill(noise(this.facts.noise));
    return this.#boot();
  }

  /** Switches it off and on: memory that the BIOS leaves alone is kept, and what was written to the disk. */
  async powerCycle() {
    const kept = this.memory(SURVIVING[0], SURVIVING[1] - SURVIVING[0] + 1);
    const disk = this.diskNow().slice();
    const written = this.highestByteWritten;
    await this.emulator.restore_state(this.atBootSector);
    this.#forget();
    this.highestByteWritten = written;
    this.diskNow().set(disk);
    this.#fill(noise(this.facts.noise));
    this.cpu.write_blob(kept, SURVIVING[0]);
    return this.#boot();
  }

  #boot() {
    // What the BIOS loaded jumps to itself.
    this.started = this.diskNow().slice(0, 512);
    this.cpu.write_blob(this.started, this.facts.imageBase);
    this.#setTime();
    return this.run('the prompt', {});
  }

  #forget() {
    this.wantsReset = false;
    this.highestByteWritten = 0;
    this.portWrites = [];
  }

  /** Free memory does not hold zeros on a real machine. */
  #fill(bytes) {
    const stack = Math.min((this.cpu.sreg[2] << 4) + (this.cpu.reg32[4] & 0xFFFF), 0x7000);
    const end = Math.min(this.word(0x413) * 1024, bytes.length);
    for (const [from, to] of [[0x500, stack], [0x7000, 0x7C00], [0x7E00, end]]) {
      this.cpu.write_blob(bytes.subarray(from, to), from);
    }
  }

  #setTime() {
    const ticks = this.facts.ticksSinceMidnight + this.elapsed;
    this.cpu.write_blob(Uint8Array.of(ticks, ticks >> 8, ticks >> 16, 0), 0x46C);
    const rtc = this.cpu.devices.rtc;
    rtc.rtc_time = this.facts.clockMs + this.elapsed * TICK_MS;
    rtc.cmos_b = 0x02;
  }

  async save() {
    return {state: await this.emulator.save_state(), elapsed: this.elapsed, started: this.started};
  }

  async restore(moment, disk) {
    await this.emulator.restore_state(moment.state);
    this.#forget();
    this.elapsed = moment.elapsed;
    this.started = moment.started;
    this.insert(disk);
  }

  /** Lets its timer tick once. Whether a guest has set another pace only QEMU tells. */
  #tick() {
    this.elapsed++;
    this.clock.ms += TICK_MS;
    const rtc = this.cpu.devices.rtc;
    rtc.rtc_time = this.facts.clockMs + this.elapsed * TICK_MS;
    this.cpu.device_lower_irq(0);
    this.cpu.device_raise_irq(0);
    this.cpu.handle_irqs();
  }

  /**
   * Runs until it comes to rest, and says how: {rest}, or {rest: 'never', fault}.
   *
   * @param until ends it early, with {rest: 'ready'}
   * @param settles whether a program that goes on is as far as it comes: it `running`
   */
  async run(awaited, {until, settles}) {
    let sleptTicks = 0;
    let computed = 0;
    let sinceTick = 0;
    let painted = performance.now();
    for (;;) {
      const before = this.cpu.instruction_counter[0];
      this.cpu.main_loop();
      const executed = this.cpu.instruction_counter[0] - before >>> 0;
      if (this.wantsReset) {
        return {rest: 'reset'};
      }
      if (until?.()) {
        return {rest: 'ready'};
      }
      const doing = this.doing();
      if (doing === 'idle' || doing === 'halted') {
        return {rest: doing};
      }
      if (doing === 'sleeps' && settles) {
        return {rest: 'running'};
      }
      if (doing === 'computes') {
        computed += executed;
        sinceTick += executed;
        if (settles && computed > SETTLING_INSTRUCTIONS) {
          return {rest: 'running'};
        }
        if (computed > SPIN_INSTRUCTIONS) {
          return {rest: 'never', fault: 'spin: computed without end while awaiting ' + awaited + this.place()};
        }
      } else if (++sleptTicks > MOST_TICKS) {
        return {rest: 'never', fault: 'timeout: awaited ' + awaited + ' for a minute' + this.place()};
      }
      if (doing !== 'computes' || sinceTick > SETTLING_INSTRUCTIONS) {
        this.#tick();
        sinceTick = 0;
      }
      if (performance.now() - painted > 12) {
        await breathe();
        painted = performance.now();
      }
    }
  }

  place() {
    return ', around ' + hexWord(this.cpu.sreg[1]) + ':' + hexWord(this.cpu.instruction_pointer[0] & 0xFFFF);
  }

  /** Lets guest time pass: each tick once the guest has served the one before. */
  async letPass(ticks) {
    let outcome = await this.run('rest after a timer tick', {settles: true});
    for (let i = 0; i < ticks && (outcome.rest === 'idle' || outcome.rest === 'running'); i++) {
      this.#tick();
      outcome = await this.run('rest after a timer tick', {settles: true});
    }
    return outcome;
  }

  /**
   * Types inputs no faster than the BIOS takes them, and waits for rest after each Enter that submits a line.
   *
   * @param settles as in `run`, for the last one
   */
  async type(inputs, settles) {
    let outcome = inputs.length ? undefined : await this.run('rest', {});
    for (let next = 0; next < inputs.length;) {
      const end = chunkEnd(inputs, next);
      const tail = this.word(0x41C);
      inputs.slice(next, end).forEach(input => this.send(input.keys));
      const goesOn = end < inputs.length && !submits(inputs, end - 1) && inputs[end - 1].keys.length === 1;
      const wanted = RING_START + (tail - RING_START + 2 * (end - next)) % RING_BYTES;
      const hasRoom = () => this.word(0x41C) === wanted
        && (this.word(0x41C) - this.word(0x41A) + RING_BYTES) % RING_BYTES <= RING_BYTES / 2;
      outcome = await this.run(goesOn ? 'room for more keys' : 'the end of typing', {
        until: goesOn ? hasRoom : undefined,
        settles: settles && end === inputs.length,
      });
      next = end;
      if (outcome.rest !== 'ready' && outcome.rest !== 'idle') {
        return next < inputs.length && !outcome.fault
          ? {rest: 'never', fault: outcome.rest + ': the machine ' + REST[outcome.rest] + ' with keys still to type'}
          : outcome;
      }
    }
    return outcome;
  }
}

function isEnter(input) {
  return input.keys.some(code => code.length === 1 && code[0] === 0x1C);
}

/** Two Enters in a row are typed together. */
function submits(inputs, i) {
  return isEnter(inputs[i]) && (i === 0 || !isEnter(inputs[i - 1]));
}

function chunkEnd(inputs, from) {
  let bytes = 0;
  let end = from;
  while (end < inputs.length) {
    bytes += Math.min(CHUNK_BYTES, 2 * inputs[end].keys.flat().length);
    if (bytes > CHUNK_BYTES) {
      break;
    }
    if (submits(inputs, end++)) {
      break;
    }
  }
  return end;
}

/*
 * A PC of the emulator v86 that is driven by hand: it runs only while somebody calls it.
 *
 * A machine for people keeps real time. A machine for tests has a time of its own, as pxOS finds it in QEMU: the clock stands
 * still, and its timer ticks when a test lets it. So a test sees the same on a phone and on a fast computer.
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

/** The time that v86 asks for: real, or made by the tests. */
class MachineClock {
  constructor(real) {
    this.real = real;
    this.ms = 0;
    this.startMs = 0;
  }

  /** A test's clock goes on a little each time, so that whoever waits for it comes to an end. */
  now() {
    return this.real ? performance.now() : (this.ms += 0.05);
  }

  /** A Date for v86's clock chip. */
  dates() {
    const clock = this;
    return class extends Date {
      constructor(...time) {
        super(...(time.length ? time : [clock.real ? Date.now() : clock.startMs]));
      }

      static now() {
        return clock.real ? Date.now() : clock.startMs;
      }
    };
  }
}

/** Lets the browser or Node do what waits, such as paint. */
const breathe = (() => {
  if (typeof MessageChannel === 'undefined' || typeof process !== 'undefined') {
    return () => new Promise(resolve => setImmediate(resolve));
  }
  const waiting = [];
  const channel = new MessageChannel();
  channel.port1.onmessage = () => waiting.shift()();
  return () => new Promise(resolve => {
    waiting.push(resolve);
    channel.port2.postMessage(0);
  });
})();

class Machine {
  /**
   * A machine that is switched off.
   *
   * @param engine {load, module, bios, vgaBios}: what runs libv86.js, its compiled WebAssembly module, and the firmware
   * @param facts where pxOS and the BIOS keep what, and the state that a test begins in
   * @param real whether it keeps real time
   */
  static async make(engine, facts, disk, real) {
    const clock = new MachineClock(real);
    clock.startMs = facts.clockMs;
    const V86 = engine.load({now: () => clock.now()}, clock.dates());
    const emulator = new V86({
      wasm_fn: async imports => (await WebAssembly.instantiate(engine.module, imports)).exports,
      bios: {buffer: engine.bios.slice().buffer},
      vga_bios: {buffer: engine.vgaBios.slice().buffer},
      fda: {buffer: disk.slice().buffer},
      memory_size: 1 << 20,
      vga_memory_size: 1 << 18,
      boot_order: 0x321,
      disable_speaker: true,
      disable_mouse: true,
      autostart: false,
    });
    await new Promise(ready => emulator.add_listener('emulator-ready', ready));
    return new Machine(emulator, clock, facts);
  }

  constructor(emulator, clock, facts) {
    this.emulator = emulator;
    this.cpu = emulator.v86.cpu;
    this.clock = clock;
    this.facts = facts;
    this.unreadable = new Set();
    this.portWrites = [];
    this.elapsed = 0;
    this.#watch();
  }

  /** Takes note of resets, of writes to disk and ports, and lets sectors be damaged. */
  #watch() {
    const cpu = this.cpu;
    const timers = cpu.run_hardware_timers.bind(cpu);
    cpu.run_hardware_timers = (acpi, now) => (this.clock.real || this.inBios ? timers(acpi, now) : 100);
    cpu.reboot_internal = () => {
      this.wantsReset = true;
    };
    const write8 = cpu.io.port_write8.bind(cpu.io);
    cpu.io.port_write8 = (port, value) => {
      if (port >= 0x40 && port <= 0x43 || port === 0x61) {
        this.portWrites.push({port, value});
        this.onPort?.(port, value);
      }
      write8(port, value);
    };
    const fdc = cpu.devices.fdc;
    const transfer = fdc.start_read_write.bind(fdc);
    // The controller is sealed; its class belongs to this machine alone.
    Object.getPrototypeOf(fdc).start_read_write = (command, writes) => {
      const [, track, head, sector, , last] = command;
      const first = (track * 2 + head) * 18 + sector - 1;
      for (let at = first; at <= first + Math.max(0, last - sector); at++) {
        if (writes) {
          this.highestByteWritten = Math.max(this.highestByteWritten, (at + 1) * 512);
        } else if (this.unreadable.has(at)) {
          fdc.drives[0].seek(head, track, sector);
          // Abnormal end, CRC error (Intel 82077AA data sheet, status registers 0 and 1).
          fdc.end_read_write(0x40, 0x20, 0x20);
          return;
        }
      }
      transfer(command, writes);
    };
    this.highestByteWritten = 0;
    this.wantsReset = false;
  }

  // ---- what is in it ------------------------------------------------------------------------------------------------

  memory(address, sizeBytes) {
    if (address + sizeBytes <= 0xA0000) {
      return this.cpu.mem8.slice(address, address + sizeBytes);
    }
    return Uint8Array.from({length: sizeBytes}, (_, i) => this.cpu.read8(address + i));
  }

  word(address) {
    return this.cpu.mem8[address] | this.cpu.mem8[address + 1] << 8;
  }

  screen() {
    const cells = new Uint8Array(2 * ROWS * COLUMNS);
    for (let i = 0; i < cells.length; i++) {
      cells[i] = this.cpu.mmap_read8(0xB8000 + i);
    }
    return new TextScreen(cells, this.cpu.mem8[0x451], this.cpu.mem8[0x450]);
  }

  /** The last row of a text that a vector of pxOS points to, such as the prompt; with `first` the first one. */
  text(vector, first) {
    const at = this.word(vector);
    let text = '';
    for (let i = 0; i < 1024 && this.cpu.mem8[at + i] !== 0; i++) {
      text += String.fromCharCode(this.cpu.mem8[at + i]);
    }
    const rows = text.split(/[\r\n]/).flatMap(line => line.match(/[^]{1,80}/g) ?? [])
      .map(line => [...line].filter(c => c !== '\x07').map(c => TextScreen.characters[c.charCodeAt(0)]).join(''))
      .filter(row => row.trim() !== '');
    return (first ? rows[0] : rows.at(-1)) ?? '';
  }

  /** What a test can see of it. */
  observation(rest) {
    return {
      rest,
      screen: this.screen(),
      banner: this.text(this.facts.bannerVector, true),
      prompt: this.text(this.facts.promptVector, false),
      memory: (address, sizeBytes) => this.memory(address, sizeBytes),
      portWrites: this.portWrites,
    };
  }

  insert(disk, unreadable = []) {
    new Uint8Array(this.cpu.devices.fdc.drives[0].buffer.buffer).set(disk);
    this.unreadable = new Set(unreadable);
  }

  // ---- power --------------------------------------------------------------------------------------------------------

  /** Lets the BIOS load a boot sector that jumps to itself; a snapshot of that moment serves every further start. */
  async prepare(disk) {
    const spinning = disk.slice();
    spinning.set(BOOT_SECTOR_SPINS);
    this.insert(spinning);
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

  /** Switches it on with a disk; `kept` is memory that survives. Returns how it came to rest. */
  async powerOn(disk, unreadable, kept) {
    await this.emulator.restore_state(this.atBootSector);
    this.#forget();
    this.insert(disk, unreadable);
    this.#fill(noise(this.facts.noise));
    if (kept) {
      this.cpu.write_blob(kept, SURVIVING[0]);
    } else {
      this.elapsed = 0;
    }
    this.cpu.write_blob(disk.subarray(0, 512), this.facts.imageBase);
    this.#setTime();
    return this.run('the prompt', {});
  }

  async powerCycle() {
    const kept = this.memory(SURVIVING[0], SURVIVING[1] - SURVIVING[0] + 1);
    const disk = new Uint8Array(this.cpu.devices.fdc.drives[0].buffer.buffer).slice();
    return this.powerOn(disk, [...this.unreadable], kept);
  }

  #forget() {
    this.wantsReset = false;
    this.highestByteWritten = 0;
    this.portWrites = [];
    this.timerIsOurs = true;
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
    return {state: await this.emulator.save_state(), elapsed: this.elapsed};
  }

  async restore(moment, disk, unreadable) {
    await this.emulator.restore_state(moment.state);
    this.#forget();
    this.elapsed = moment.elapsed;
    this.insert(disk, unreadable);
  }

  // ---- time ---------------------------------------------------------------------------------------------------------

  /** Lets its timer tick once: a guest that sets another pace hears that instead. */
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
      const doing = this.#doing();
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
          return {rest: 'never', fault: 'spin: computed without end while awaiting ' + awaited + this.#place()};
        }
      } else if (++sleptTicks > MOST_TICKS) {
        return {rest: 'never', fault: 'timeout: awaited ' + awaited + ' for a minute' + this.#place()};
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

  #place() {
    return ', around ' + hexWord(this.cpu.sreg[1]) + ':' + hexWord(this.cpu.instruction_pointer[0] & 0xFFFF);
  }

  /** Whether it waits for a key. */
  isIdle() {
    return this.#doing() === 'idle';
  }

  /** What it does: 'idle' waits for a key in the BIOS, 'halted', 'sleeps' in its own code, 'bios' sleeps there, 'computes'. */
  #doing() {
    const isRead = this.word(0x41A) === this.word(0x41C);
    if (!this.cpu.in_hlt[0]) {
      return 'computes';
    }
    if (!(this.cpu.get_eflags() & 0x200)) {
      return 'halted';
    }
    if (this.cpu.sreg[1] < 0xC000) {
      return 'sleeps';
    }
    return isRead && this.#biosCall() === 0x16 ? 'idle' : 'bios';
  }

  /** The number of the BIOS service that runs: of the INT whose return address lies nearest to the top of the stack. */
  #biosCall() {
    const top = (this.cpu.sreg[2] << 4) + (this.cpu.reg32[4] & 0xFFFF);
    for (let at = top; at < top + 252; at += 2) {
      const back = this.word(at) + this.word(at + 2) * 16;
      if (back >= 0x500 && back < 0xA0000 && this.cpu.mem8[back - 2] === 0xCD) {
        return this.cpu.mem8[back - 1];
      }
    }
    return -1;
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

  // ---- keys ---------------------------------------------------------------------------------------------------------

  /** Presses and releases keys at once, as a person who types. */
  send(keys) {
    const made = keys.flat();
    const released = [...keys].reverse().flatMap(code => [...code.slice(0, -1), code.at(-1) | 0x80]);
    this.emulator.keyboard_send_scancodes([...made, ...released]);
  }

  /**
   * Types inputs no faster than the BIOS takes them, and waits for rest behind each Enter that submits a line.
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

/** What free memory holds: the same bytes as java.util.SplittableRandom makes of the seed; zeros for the seed 0. */
const noise = (() => {
  const made = new Map();
  return seed => {
    if (!made.has(seed)) {
      made.set(seed, makeNoise(seed));
    }
    return made.get(seed);
  };
})();

function makeNoise(seed) {
  const bytes = new Uint8Array(0x9FC00);
  if (seed === 0) {
    return bytes;
  }
  const view = new DataView(bytes.buffer);
  let state = BigInt(seed);
  for (let at = 0; at < bytes.length; at += 8) {
    state = BigInt.asUintN(64, state + 0x9E3779B97F4A7C15n);
    let z = state;
    z = BigInt.asUintN(64, (z ^ z >> 30n) * 0xBF58476D1CE4E5B9n);
    z = BigInt.asUintN(64, (z ^ z >> 27n) * 0x94D049BB133111EBn);
    view.setBigUint64(at, z ^ z >> 31n, true);
  }
  return bytes;
}

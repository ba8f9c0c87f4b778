/*
 * A PC of the emulator v86 that is driven by hand: it runs only while somebody calls it.
 */

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
    return new this(emulator, clock, facts);
  }

  constructor(emulator, clock, facts) {
    this.emulator = emulator;
    this.cpu = emulator.v86.cpu;
    this.clock = clock;
    this.facts = facts;
    this.unreadable = new Set();
    this.unwritable = new Set();
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
        if (writes && fdc.drives[0].read_only) {
          break;
        } else if (writes && !this.unwritable.has(at)) {
          this.highestByteWritten = Math.max(this.highestByteWritten, (at + 1) * 512);
        } else if (writes || this.unreadable.has(at)) {
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

  /** The rows of a text that a vector of pxOS points to, with the blank ones. */
  lines(vector) {
    const at = this.word(vector);
    let text = '';
    for (let i = 0; i < 1024 && this.cpu.mem8[at + i] !== 0; i++) {
      text += String.fromCharCode(this.cpu.mem8[at + i]);
    }
    return text.split(/\r\n?|\n/).flatMap(line => line.match(/[^]{1,80}/g) ?? [''])
      .map(line => [...line].filter(c => c !== '\x07').map(c => TextScreen.characters[c.charCodeAt(0)]).join(''));
  }

  /** The last row of such a text that is not blank, such as the prompt; with `first` the first one. */
  text(vector, first) {
    const rows = this.lines(vector).filter(row => row.trim() !== '');
    return (first ? rows[0] : rows.at(-1)) ?? '';
  }

  belowBanner() {
    const lines = this.lines(this.facts.bannerVector);
    const isText = row => row.trim() !== '';
    const end = lines.length - [...lines].reverse().findIndex(isText);
    return lines.some(isText) ? lines.slice(lines.findIndex(isText) + 1, end) : [];
  }

  /** What a test can see of it. */
  observation(rest) {
    return {
      rest,
      screen: this.screen(),
      banner: this.text(this.facts.bannerVector, true),
      prompt: this.text(this.facts.promptVector, false),
      belowBanner: this.belowBanner(),
      abovePrompt: this.lines(this.facts.promptVector).slice(0, -1),
      memory: (address, sizeBytes) => this.memory(address, sizeBytes),
      portWrites: this.portWrites,
      disk: {before: this.inserted, now: this.diskNow()},
    };
  }

  /** What the disk in its drive holds. */
  diskNow() {
    return new Uint8Array(this.cpu.devices.fdc.drives[0].buffer.buffer);
  }

  /** @param disk {bytes, unreadable, unwritable, readOnly} */
  insert(disk) {
    this.inserted = disk.bytes;
    this.diskNow().set(this.inserted);
    this.unreadable = new Set(disk.unreadable);
    this.unwritable = new Set(disk.unwritable);
    this.cpu.devices.fdc.drives[0].read_only = Boolean(disk.readOnly);
  }

  /** Whether it waits for a key. */
  isIdle() {
    return this.doing() === 'idle';
  }

  /** What it does: 'idle' waits for a key in the BIOS, 'halted', 'sleeps' in its own code, 'bios' sleeps there, 'computes'. */
  doing() {
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
    return isRead && this.biosCall() === 0x16 ? 'idle' : 'bios';
  }

  /** The number of the BIOS service that runs: of the INT whose return address lies nearest to the top of the stack. */
  biosCall() {
    const top = (this.cpu.sreg[2] << 4) + (this.cpu.reg32[4] & 0xFFFF);
    for (let at = top; at < top + 252; at += 2) {
      const back = this.word(at) + this.word(at + 2) * 16;
      if (back >= 0x500 && back < 0xA0000 && this.cpu.mem8[back - 2] === 0xCD) {
        return this.cpu.mem8[back - 1];
      }
    }
    return -1;
  }

  /** Presses and releases keys at once, as a person who types. */
  send(keys) {
    const made = keys.flat();
    const released = [...keys].reverse().flatMap(code => [...code.slice(0, -1), code.at(-1) | 0x80]);
    this.emulator.keyboard_send_scancodes([...made, ...released]);
  }
}

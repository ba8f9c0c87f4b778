/* The PC for people: it boots on a click, and its keyboard is theirs. */

class Pc {
  constructor(view, keyboard) {
    this.view = view;
    this.keyboard = keyboard;
    this.generation = 0;
  }

  get isOn() {
    return Boolean(this.machine);
  }

  /** Boots a disk; resolves at the first rest, with the time that it took. */
  async boot(engine, facts, disk) {
    const begin = performance.now();
    const generation = ++this.generation;
    this.machine = await Machine.make(engine, facts, disk, true);
    if (generation !== this.generation) {
      return undefined;
    }
    this.#run(generation, this.machine);
    this.#paint(generation, this.machine);
    await new Promise(resolve => {
      this.atRest = resolve;
    });
    return performance.now() - begin;
  }

  off() {
    this.generation++;
    this.machine = undefined;
  }

  /** Runs the machine in slices; while it waits for its next timer tick, the browser is free. */
  #run(generation, machine) {
    const slice = () => {
      if (generation !== this.generation) {
        return;
      }
      const end = performance.now() + 12;
      let idle = 0;
      while (performance.now() < end && idle < 1) {
        if (machine.wantsReset) {
          this.onReset?.();
          return;
        }
        idle = machine.cpu.main_loop();
      }
      if (this.atRest && machine.isIdle()) {
        this.atRest();
        this.atRest = undefined;
      }
      this.#type(machine);
      if (idle < 1) {
        breathe().then(slice);
      } else {
        setTimeout(slice, Math.min(idle, 30));
      }
    };
    slice();
  }

  #paint(generation, machine) {
    let blink = 0;
    const frame = now => {
      if (generation !== this.generation) {
        return;
      }
      if (machine.cpu.instruction_pointer[0] < 0xE0000 || machine.word(0x449) !== 0) {
        const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
        blink = still ? 1 : Math.floor(now / 400) % 2;
        this.view.draw(machine.screen(), blink === 1);
      }
      requestAnimationFrame(frame);
    };
    requestAnimationFrame(frame);
  }

  /** Types what waits, as fast as the BIOS takes it. */
  #type(machine) {
    if (this.queue?.length && machine.isIdle()) {
      machine.send(this.queue.shift().keys);
      if (this.queue.length === 0) {
        this.typed?.();
      }
    }
  }

  /** Types a line; resolves when its last key was sent. */
  type(text) {
    this.queue = [...(this.queue ?? []), ...parseKeys(text)];
    return new Promise(resolve => {
      this.typed = resolve;
    });
  }

  /** The scan codes of a keyboard event; undefined for a key that belongs to the browser. */
  static keysOf(event) {
    const named = SPECIAL_KEYS.get({
      ArrowLeft: 'left', ArrowRight: 'right', ArrowUp: 'up', ArrowDown: 'down', Escape: 'esc',
    }[event.key] ?? event.key.toLowerCase());
    const plain = event.key.length === 1 ? keysFor(event.ctrlKey || event.altKey ? event.key.toLowerCase() : event.key) : named && [named];
    if (!plain || event.metaKey || event.isComposing) {
      return undefined;
    }
    const held = [event.ctrlKey && MODIFIERS.get('ctrl'), event.altKey && !event.ctrlKey && MODIFIERS.get('alt')].filter(Boolean);
    return [...held, ...plain];
  }
}

/* Time for the machines, and what their memory holds at first. */

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

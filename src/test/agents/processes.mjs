// What runs below a process, and when it has ended.
import {execFileSync, spawn} from 'node:child_process';

/** Waits until something is true; false after two minutes without it. */
export async function until(holds) {
  for (const deadline = Date.now() + 120_000; Date.now() < deadline; ) {
    if (holds()) return true;
    await new Promise(later => setTimeout(later, 50));
  }
  return false;
}

function processes() {
  const table = execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], {encoding: 'utf8', maxBuffer: 1 << 26});
  return table.trim().split('\n').map(line => {
    const [, id, parent, state, command] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line);
    return {id: Number(id), parent: Number(parent), dead: state.startsWith('Z'), command};
  });
}

/** The QEMUs and servers below a process. */
export function below(pid) {
  const all = processes();
  const family = new Set([pid]);
  for (let grown = true; grown; ) {
    const more = all.filter(one => family.has(one.parent) && !family.has(one.id));
    more.forEach(one => family.add(one.id));
    grown = more.length > 0;
  }
  const found = all.filter(one => family.has(one.id));
  return {
    guests: found.filter(one => /qemu-system/.test(one.command)).map(one => one.id),
    servers: found.filter(one => /pxos\.cli\.Main mcp/.test(one.command)).map(one => one.id),
  };
}

/** Whether all of them end. */
export const end = ids => until(() => {
  const living = processes().filter(one => !one.dead).map(one => one.id);
  return !ids.some(id => living.includes(id));
});

/** Runs a client to its end; `when` is called with the process and may end it. */
export function run(command, args, options, when = () => {}) {
  const child = spawn(command, args, {stdio: ['pipe', 'pipe', 'pipe'], ...options});
  child.stdin.on('error', () => {});
  child.stdin.end(options.input ?? '');
  let out = '';
  child.stdout.on('data', data => (out += data));
  child.stderr.on('data', data => (out += data));
  when(child);
  return new Promise(ended => child.on('close', (code, signal) => ended({code, signal, out})));
}

/**
 * Presses Ctrl-C in the middle of a run: as soon as a QEMU runs below the client. Says what ran then. A terminal sends it to the
 * whole group of processes; where the client is alone in hearing of it, it has to end the others.
 */
export function interruptInTheMiddle({alone}) {
  const seen = {guests: [], servers: []};
  return {
    seen,
    when: async child => {
      let gone = false;
      child.on('exit', () => (gone = true));
      await until(() => gone || Object.assign(seen, below(child.pid)).guests.length > 0);
      if (!gone) process.kill(alone ? child.pid : -child.pid, 'SIGINT');
    },
  };
}

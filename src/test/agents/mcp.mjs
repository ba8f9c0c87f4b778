// A client of a server on two pipes, as plain as can be.
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';

export class Client {
  #waiting = new Map();
  #last = 0;

  constructor(command, args, options = {}) {
    this.process = spawn(command, args, {stdio: ['pipe', 'pipe', 'ignore'], ...options});
    this.ended = new Promise(done => this.process.on('exit', done));
    createInterface({input: this.process.stdout}).on('line', line => {
      const message = JSON.parse(line);
      this.#waiting.get(message.id)?.({result: message.result, error: message.error, bytes: Buffer.byteLength(line)});
      this.#waiting.delete(message.id);
    });
  }

  ask(method, params = {}) {
    const id = ++this.#last;
    this.process.stdin.write(JSON.stringify({jsonrpc: '2.0', id, method, params}) + '\n');
    return new Promise(done => this.#waiting.set(id, done));
  }

  async initialize() {
    const answer = await this.ask('initialize', {
      protocolVersion: '2025-11-25', capabilities: {}, clientInfo: {name: 'figures', version: '1'},
    });
    this.process.stdin.write('{"jsonrpc":"2.0","method":"notifications/initialized"}\n');
    return answer;
  }

  /** What a tool says; its error throws. */
  async call(name, args = {}) {
    const {result, error} = await this.ask('tools/call', {name, arguments: args});
    if (error || result.isError) throw new Error(`${name}: ${error?.message ?? result.content[0].text}`);
    return result;
  }

  close() {
    this.process.stdin.end();
    return this.ended;
  }
}

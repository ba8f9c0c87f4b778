// Puts a server on two pipes behind a URL, for a client that knows nothing else: POST a message, get its answer.
import http from 'node:http';
import {spawn} from 'node:child_process';
import {createInterface} from 'node:readline';

export async function bridge(command, args) {
  const child = spawn(command, args, {stdio: ['pipe', 'pipe', 'inherit']});
  const waiting = new Map();
  createInterface({input: child.stdout}).on('line', line => {
    const message = JSON.parse(line);
    waiting.get(message.id)?.(line);
    waiting.delete(message.id);
  });
  const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    if (request.method !== 'POST') {
      response.writeHead(405).end();
      return;
    }
    const message = JSON.parse(body);
    child.stdin.write(JSON.stringify(message) + '\n');
    if (message.id === undefined) {
      response.writeHead(202).end();
      return;
    }
    const line = await new Promise(done => waiting.set(message.id, done));
    response.writeHead(200, {'content-type': 'application/json'}).end(line);
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}/mcp`,
    close: () => {
      server.close();
      server.closeAllConnections();
      child.stdin.end();
    },
  };
}

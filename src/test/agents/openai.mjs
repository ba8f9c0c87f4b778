// A stand-in of the models behind the clients that speak as OpenAI does: Chat Completions (OpenCode, Qwen Code) and Responses
// (Codex). It answers each question that offers tools with the next step of a script.
import http from 'node:http';

/** What a tool is called by the client: pxos_screenshot, mcp__pxos__screenshot, or screenshot in a name space. */
const named = (declared, tool) => declared.find(each => each.name.endsWith(tool));

/** Qwen Code tells a model the names alone, and calls for it. */
const throughAnother = (tool, args) => ({name: 'tool_call', args: {name: `mcp__pxos__${tool}`, arguments: args}});

export const call = (tool, args) => declared => {
  const found = named(declared, tool);
  return found ? {...found, args} : throughAnother(tool, args);
};
export const say = text => () => ({text});

const declaredIn = tools => (tools ?? []).flatMap(tool =>
  tool.type === 'namespace'
    ? tool.tools.map(inner => ({name: inner.name, namespace: tool.name}))
    : [{name: tool.function?.name ?? tool.name ?? tool.type}]);

const texts = content => (typeof content === 'string' ? content : JSON.stringify(content ?? ''));
const hasPicture = content => Array.isArray(content) && content.some(part => /image/.test(part.type ?? ''));

/** What the model was told of its calls, in order: text, and whether a picture came with it. */
function told(question) {
  const answers = [];
  for (const item of question?.input ?? question?.messages ?? []) {
    if (item.role === 'tool' || item.type === 'function_call_output') {
      const content = item.content ?? item.output;
      answers.push({text: texts(content), picture: hasPicture(content)});
    } else if (item.role === 'user' && answers.length > 0 && hasPicture(item.content)) {
      // A picture cannot stand in the answer of a tool in Chat Completions.
      answers.at(-1).picture = true;
    }
  }
  return answers;
}

function responses(step, number) {
  const item = step.text === undefined
    ? {
        type: 'function_call', id: `fc_${number}`, call_id: `call_${number}`, name: step.name,
        ...(step.namespace && {namespace: step.namespace}), arguments: JSON.stringify(step.args),
      }
    : {type: 'message', id: `msg_${number}`, role: 'assistant', content: [{type: 'output_text', text: step.text}]};
  const usage = {input_tokens: 5, input_tokens_details: null, output_tokens: 5, output_tokens_details: null, total_tokens: 10};
  return [
    {type: 'response.created', response: {id: `resp_${number}`}},
    {type: 'response.output_item.done', output_index: 0, item},
    {type: 'response.completed', response: {id: `resp_${number}`, usage}},
  ].map(event => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`).join('');
}

function completions(step, number) {
  const delta = step.text === undefined
    ? {
        role: 'assistant',
        tool_calls: [{
          index: 0, id: `call_${number}`, type: 'function',
          function: {name: step.name, arguments: JSON.stringify(step.args)},
        }],
      }
    : {role: 'assistant', content: step.text};
  const chunk = more => ({id: `chat_${number}`, object: 'chat.completion.chunk', created: 1, model: 'stand-in', ...more});
  return [
    chunk({choices: [{index: 0, delta, finish_reason: null}]}),
    chunk({choices: [{index: 0, delta: {}, finish_reason: step.text === undefined ? 'tool_calls' : 'stop'}]}),
    chunk({choices: [], usage: {prompt_tokens: 5, completion_tokens: 5, total_tokens: 10}}),
  ].map(event => `data: ${JSON.stringify(event)}\n\n`).join('') + 'data: [DONE]\n\n';
}

export async function standIn(script) {
  const asked = [];
  let next = 0;
  const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    if (request.method !== 'POST') {
      response.writeHead(200, {'content-type': 'application/json'});
      response.end(JSON.stringify({object: 'list', data: [{id: 'stand-in', object: 'model'}], models: []}));
      return;
    }
    const question = JSON.parse(body);
    const declared = declaredIn(question.tools);
    let step = {text: 'A title'};
    if (declared.length > 0) {
      asked.push({declared: declared.map(each => each.name), question});
      step = script[Math.min(next++, script.length - 1)](declared);
    }
    const write = request.url.endsWith('/responses') ? responses : completions;
    response.writeHead(200, {'content-type': 'text/event-stream'});
    response.end(write(step, asked.length));
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    asked,
    told: () => told(asked.at(-1)?.question),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** A server of language models that knows a model and does not answer it for a while: what makes a call as long as one likes. */
export async function slowModel(milliseconds) {
  let questions = 0;
  let left = 0;
  const server = http.createServer(async (request, response) => {
    for await (const part of request) void part;
    if (request.method !== 'POST') {
      response.writeHead(200, {'content-type': 'application/json'});
      response.end(JSON.stringify({object: 'list', data: [{id: 'slow', object: 'model'}]}));
      return;
    }
    questions++;
    response.on('close', () => response.writableEnded || left++);
    setTimeout(() => response.writeHead(400).end('{"error": "no words"}'), milliseconds).unref();
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}/v1`,
    questions: () => questions,
    /** How many of them nobody waited for any more. */
    left: () => left,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

// A stand-in of the model behind Gemini CLI: it answers each question of the main agent with the next step of a script.
import http from 'node:http';

/** A function call of a tool of pxOS, by the name that the client gave it. */
export const call = (tool, args) => declared => [{functionCall: {name: declared.find(name => name.endsWith(tool)) ?? tool, args}}];
export const say = text => () => [{text}];

export async function standIn(script) {
  const asked = [];
  let next = 0;
  const server = http.createServer(async (request, response) => {
    let body = '';
    for await (const part of request) body += part;
    const question = body ? JSON.parse(body) : {};
    if (request.url.includes(':countTokens')) {
      response.end(JSON.stringify({totalTokens: 10}));
      return;
    }
    const declared = (question.tools ?? []).flatMap(tool => tool.functionDeclarations ?? []).map(each => each.name);
    let parts = [{text: '{}'}];
    if (declared.length > 0) {
      asked.push({declared, contents: question.contents, system: question.systemInstruction});
      parts = script[Math.min(next++, script.length - 1)](declared);
    }
    const answer = {
      candidates: [{content: {role: 'model', parts}, finishReason: 'STOP', index: 0}],
      usageMetadata: {promptTokenCount: 5, candidatesTokenCount: 5, totalTokenCount: 10},
      modelVersion: 'stand-in',
    };
    const stream = request.url.includes('stream');
    response.writeHead(200, {'content-type': stream ? 'text/event-stream' : 'application/json'});
    response.end(stream ? `data: ${JSON.stringify(answer)}\r\n\r\n` : JSON.stringify(answer));
  });
  await new Promise(done => server.listen(0, '127.0.0.1', done));
  return {
    url: `http://127.0.0.1:${server.address().port}`,
    asked,
    /** What the model was told of its calls, in order: text of the response, and whether a picture came with it. */
    told: () => (asked.at(-1)?.contents ?? []).flatMap(content => content.parts ?? []).reduce((told, part) => {
      if (part.functionResponse) {
        told.push({text: JSON.stringify(part.functionResponse.response), picture: false});
      } else if (part.inlineData && told.length > 0) {
        told.at(-1).picture = part.inlineData.mimeType === 'image/png';
      }
      return told;
    }, []),
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/* Shows a run as it happens: the server sends what the run writes down, an event a message. */

const STAGES = ['analyse', 'remember', 'plan', 'generate', 'build', 'test', 'log'];
const SHOWN_CHARACTERS = 6000;
/* The guest is typed at faster than anybody reads: its screens wait here, and the more of them wait, the faster they go by. */
const FRAME_MS = 400;
const STILL = matchMedia('(prefers-reduced-motion: reduce)');

const live = {
  node: id => element('live-' + id),

  begin() {
    live.node('stages').replaceChildren(...STAGES.map(stage => create('li', {textContent: stage})));
    for (const id of ['screen', 'text', 'tests', 'keys']) {
      live.node(id).hidden = true;
      live.node(id).textContent = '';
    }
    live.node('verdict').textContent = '';
    live.node('verdict').className = 'verdict';
    live.tests = {passed: 0, failed: 0};
    live.frames = [];
    live.running = true;
  },

  stage(event, done) {
    const at = STAGES.indexOf(event.stage);
    [...live.node('stages').children].forEach((item, i) => {
      item.classList.toggle('now', i === at && !done);
      item.classList.toggle('done', i < at || i === at && done);
    });
    live.node('state').textContent = event.stage + (event.feature ? ' ' + event.feature : '')
      + (event.attempt > 1 ? ', attempt ' + event.attempt : '') + ': ' + event.text;
    if (!done && event.stage === 'generate') {
      live.node('text').textContent = '';
    }
    if (!done && event.stage === 'test') {
      live.tests = {passed: 0, failed: 0};
    }
  },

  wrote(text) {
    const node = live.node('text');
    node.hidden = false;
    const atEnd = node.scrollTop + node.clientHeight > node.scrollHeight - 30;
    node.textContent = (node.textContent + text).slice(-SHOWN_CHARACTERS);
    if (atEnd) {
      node.scrollTop = node.scrollHeight;
    }
  },

  saw(event) {
    live.tests[event.verdict === 'PASS' ? 'passed' : 'failed']++;
    live.node('tests').hidden = false;
    live.node('tests').textContent = (event.verdict === 'PASS' ? '✓ ' : '✕ ') + event.text + ' — '
      + live.tests.passed + ' hold, ' + live.tests.failed + ' do not';
    live.frames.push(...(STILL.matches ? event.frames.slice(-1) : event.frames));
    live.play();
  },

  /* Shows the screens that wait, one after the other. */
  play() {
    if (live.playing || live.frames.length === 0) {
      return;
    }
    const frame = live.frames.shift();
    for (const id of ['keys', 'screen']) {
      live.node(id).hidden = false;
    }
    live.node('keys').textContent = frame.keys ? 'Typed: ' + frame.keys : 'Switched on';
    live.node('screen').textContent = frame.rows.join('\n').trimEnd() + '\n';
    live.playing = setTimeout(() => {
      live.playing = undefined;
      live.play();
    }, FRAME_MS / (1 + live.frames.length));
  },

  finished(event) {
    live.running = false;
    live.node('state').textContent = event.result.title || event.result.goal;
    live.node('verdict').textContent = event.verdict;
    live.node('verdict').className = 'verdict ' + (event.exit_code === 0 ? 'pass' : 'fail');
    live.node('reload').hidden = false;
  },

  take(event) {
    if (event.event === 'stage_begun' && event.stage === 'analyse' || !live.running && event.event !== 'note') {
      live.begin();
    }
    switch (event.event) {
      case 'stage_begun': return live.stage(event, false);
      case 'stage_ended': return live.stage(event, true);
      case 'wrote': return live.wrote(event.text);
      case 'saw': return live.saw(event);
      case 'finished': return live.finished(event);
      default: live.node('note').textContent = event.text;
    }
    return undefined;
  },
};

live.node('reload').addEventListener('click', () => location.reload());
const source = new EventSource('events');
source.onmessage = message => live.take(JSON.parse(message.data));
source.onerror = () => {
  if (source.readyState === EventSource.CLOSED) {
    live.node('state').textContent = 'The server has ended.';
  }
};

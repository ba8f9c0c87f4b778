/* Shows a run as it happens: the server sends what the run writes down, an event a message. */

const STAGES = ['analyse', 'remember', 'plan', 'generate', 'build', 'test', 'log'];
const SHOWN_CHARACTERS = 6000;
/* The guest is typed at faster than anybody reads: its screens wait here, and the more of them wait, the faster they go by. */
const FRAME_MS = 400;
const STILL = matchMedia('(prefers-reduced-motion: reduce)');

/** The screen of an event, as the guest's own; see pxos.os.Attributes. */
function screenOf({rows, attributes, cursor_row: row, cursor_column: column}) {
  const cells = new Uint8Array(2 * ROWS * COLUMNS);
  for (let cell = 0; cell < ROWS * COLUMNS; cell++) {
    const character = rows[Math.floor(cell / COLUMNS)]?.[cell % COLUMNS] ?? ' ';
    cells[2 * cell] = character === ' ' ? 0x20 : TextScreen.characters.indexOf(character);
    cells[2 * cell + 1] = 7;
  }
  let cell = 0;
  for (const run of attributes ? attributes.split(' ') : []) {
    const [attribute, count] = run.split('*');
    for (const end = cell + Number(count ?? 1); cell < end; cell++) {
      cells[2 * cell + 1] = parseInt(attribute, 16);
    }
  }
  return new TextScreen(cells, row, column);
}

const live = {
  node: id => element('live-' + id),

  /** Shows a text; an empty one is hidden. */
  tell(id, text) {
    live.node(id).textContent = printable(text);
    live.node(id).hidden = text === '';
  },

  begin() {
    live.node('stages').replaceChildren(...STAGES.map(stage => create('li', {textContent: stage})));
    for (const id of ['screen', 'tests', 'keys', 'reason', 'note']) {
      live.tell(id, '');
    }
    live.forgetText();
    live.answers([]);
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
    live.tell('run', event.title ?? '');
    live.tell('reason', event.reason ? 'pxOS chose it by itself: ' + event.reason : '');
    live.tell('state', event.stage + (event.feature ? ' ' + event.feature : '')
      + (event.attempt > 1 ? ', attempt ' + event.attempt : '') + (event.text ? ': ' + event.text : ''));
    live.answers(event.answers ?? []);
    if (!done && event.stage === 'generate') {
      live.forgetText();
    }
    if (!done && event.stage === 'test') {
      live.tests = {passed: 0, failed: 0};
    }
  },

  /** How each of several answers stands. */
  answers(all) {
    const node = live.node('answers');
    node.hidden = all.length === 0;
    node.replaceChildren(...all.map(each => create('li', {className: each.in ? 'in' : 'out'},
      create('bdi', {textContent: printable(each.author)}),
      create('bdi', {className: 'muted', textContent: printable(each.text)}))));
  },

  forgetText() {
    live.node('text').replaceChildren();
    live.node('text').hidden = true;
    live.authors = new Map();
  },

  /** The text of a model; of several, each has a box of its own. */
  wrote({author, text}) {
    let box = live.authors.get(author);
    if (!box) {
      box = create('pre', {className: 'model', tabIndex: 0, ariaLabel: 'What ' + (author || 'the model') + ' writes'});
      box.setAttribute('role', 'group');
      const caption = create('figcaption', {textContent: printable(author)});
      live.authors.set(author, box);
      live.node('text').append(create('figure', {}, ...(author ? [caption] : []), box));
      live.node('text').hidden = false;
    }
    const atEnd = box.scrollTop + box.clientHeight > box.scrollHeight - 30;
    box.textContent = (box.textContent + printable(text)).slice(-SHOWN_CHARACTERS);
    if (atEnd) {
      box.scrollTop = box.scrollHeight;
    }
  },

  saw(event) {
    live.tests[event.verdict === 'PASS' ? 'passed' : 'failed']++;
    live.tell('tests', (event.verdict === 'PASS' ? '✓ ' : '✕ ') + event.text + ' — '
      + live.tests.passed + ' hold, ' + live.tests.failed + ' do not');
    live.frames.push(...(STILL.matches ? event.frames.slice(-1) : event.frames));
    live.play();
  },

  /* Shows the screens that wait, one after the other: on the PC of the page, or beside it while somebody uses that. */
  play() {
    if (live.playing || live.frames.length === 0) {
      return;
    }
    if (!pc) {
      live.again(100);
      return;
    }
    const frame = live.frames.shift();
    live.tell('keys', frame.keys ? 'Typed: ' + frame.keys : 'Switched on');
    live.tell('screen', frame.rows.join('\n').trimEnd() + '\n');
    const monitor = element('monitor');
    if (['off', 'watching'].includes(monitor.dataset.power)) {
      monitor.dataset.power = 'watching';
      live.node('screen').hidden = true;
      pc.view.draw(screenOf(frame), true);
    }
    live.again(FRAME_MS / (1 + live.frames.length));
  },

  again(ms) {
    live.playing = setTimeout(() => {
      live.playing = undefined;
      live.play();
    }, ms);
  },

  finished(event) {
    live.running = false;
    live.tell('run', event.result.title || event.result.goal);
    live.tell('state', 'The run has ended.');
    live.node('verdict').textContent = printable(event.verdict);
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
      case 'wrote': return live.wrote(event);
      case 'saw': return live.saw(event);
      case 'finished': return live.finished(event);
      default: return live.tell('note', event.text);
    }
  },
};

live.node('reload').addEventListener('click', () => location.reload());
const source = new EventSource('events');
source.onmessage = message => live.take(JSON.parse(message.data));
source.onerror = () => {
  if (source.readyState === EventSource.CLOSED) {
    live.tell('state', 'The server has ended.');
  }
};

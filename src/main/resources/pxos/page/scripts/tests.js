/* The tests on the page: all of them as squares and as a list, each to be played alone. */

const tests = {
  states: new Map(),
  buttons: new Map(),

  /** Shows a state everywhere: square, list, feature. */
  show(number, state, because) {
    this.states.set(number, state);
    const square = element('squares').children[number];
    square.className = state;
    square.title = data.suite.scenarios[number].title + (because ? ': ' + because : '');
    for (const item of document.querySelectorAll('[data-test="' + number + '"]')) {
      item.dataset.state = state;
      let reason = item.querySelector('.because');
      if (because && !reason) {
        reason = create('span', {className: 'because'});
        item.append(reason);
      }
      if (reason) {
        reason.textContent = because ?? '';
      }
    }
  },
};

async function prover() {
  const {engine, disks} = await parts.load();
  tests.prover ??= Prover.make(engine, {...data.suite, disks}).then(async made => {
    const base = await made.base();
    return {made, base};
  });
  return tests.prover;
}

/** Runs one after the other; only one at a time, and the newest wish counts. */
async function runTests(numbers, tell, watch) {
  const wish = tests.wish = {};
  const {made, base} = await prover();
  const wrong = base.find(each => each.verdict !== 'PASS');
  if (wrong) {
    element('verdict').textContent = '✕ ' + wrong.name + ': ' + wrong.because;
    return false;
  }
  for (const number of numbers) {
    if (tests.wish !== wish) {
      return false;
    }
    tests.show(number, 'running');
    const result = await made.run(data.suite.scenarios[number], watch);
    tests.show(number, result.verdict === 'PASS' ? 'pass' : 'fail', printable(result.because));
    tell?.(number, result);
    await breathe();
  }
  return tests.wish === wish;
}

async function proveAll() {
  const all = data.suite.scenarios.map((_, number) => number);
  const button = element('prove');
  const verdict = element('verdict');
  if (tests.proving) {
    tests.wish = {};
    return;
  }
  tests.proving = true;
  button.textContent = 'Stop';
  verdict.className = 'verdict';
  verdict.textContent = 'Starting another PC …';
  all.forEach(number => tests.show(number, 'waiting'));
  const begin = performance.now();
  let held = 0;
  let done = 0;
  const whole = await runTests(all, (number, result) => {
    done++;
    held += result.verdict === 'PASS' ? 1 : 0;
    if (done % 5 === 0) {
      verdict.textContent = done + ' of ' + all.length + ' done, ' + held + ' hold';
    }
  }).catch(e => {
    verdict.textContent = '✕ ' + e.message;
    return undefined;
  });
  tests.proving = false;
  button.textContent = 'Prove it again, here';
  if (whole) {
    const seconds = ((performance.now() - begin) / 1000).toFixed(1);
    verdict.className = 'verdict ' + (held === all.length ? 'pass' : 'fail');
    verdict.textContent = (held === all.length ? '✓ ' : '✕ ') + held + ' of ' + all.length
      + ' tests hold, in this browser, in ' + seconds + ' s';
  } else if (whole === false && done < all.length && !verdict.textContent.startsWith('✕')) {
    verdict.textContent = 'Stopped after ' + done + ' of ' + all.length + ' tests; ' + held + ' hold.';
    all.filter(number => ['waiting', 'running'].includes(tests.states.get(number))).forEach(number => tests.show(number, ''));
  }
}

/** Plays one test on the screen, at a pace that people can follow. */
async function play(number) {
  const scenario = data.suite.scenarios[number];
  pc.off();
  element('keyboard').disabled = true;
  element('monitor').dataset.power = 'on';
  element('monitor').scrollIntoView({block: 'nearest', behavior: 'smooth'});
  const pace = matchMedia('(prefers-reduced-motion: reduce)').matches ? 0 : 450;
  say('Plays: ' + scenario.title);
  let result;
  await runTests([number], (_, ended) => {
    result = ended;
  }, async ({keys, screen}) => {
    if (screen) {
      pc.view.draw(screen, false);
      await new Promise(resolve => setTimeout(resolve, pace));
    } else if (keys) {
      say('Plays: ' + scenario.title + ' — types ' + printable(keys));
    }
  });
  if (result) {
    say((result.verdict === 'PASS' ? '✓ ' + scenario.title + ': it holds' : '✕ ' + scenario.title + ': ' + printable(result.because))
      + '. Reset starts the PC again.');
  }
}

function fillTests() {
  const list = element('list');
  data.suite.scenarios.forEach((scenario, number) => {
    element('squares').append(create('i', {title: scenario.title}));
    const item = create('li', {}, create('bdi', {className: 'test-name', textContent: scenario.title}));
    item.dataset.test = number;
    list.append(item);
  });
  for (const item of document.querySelectorAll('[data-test]')) {
    const name = item.querySelector('.test-name').textContent;
    const button = create('button', {type: 'button', className: 'play', textContent: '▶'});
    button.setAttribute('aria-label', 'Play: ' + name);
    button.addEventListener('click', () => play(Number(item.dataset.test)));
    item.prepend(button);
  }
  element('squares').addEventListener('click', event => {
    const number = [...element('squares').children].indexOf(event.target);
    if (number >= 0) {
      play(number);
    }
  });
}

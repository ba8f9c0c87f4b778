// The page in a real browser. bin/check-page makes it, in a workspace grown to the last milestone, and runs this.

import assert from 'node:assert/strict';
import {spawn} from 'node:child_process';
import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import {gunzipSync, gzipSync} from 'node:zlib';
import {chromium} from 'playwright-core';

const FILE = process.env.PXOS_PAGE;
const PICTURES = dirname(FILE);
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PHONE = {viewport: {width: 390, height: 844}, deviceScaleFactor: 2, isMobile: true, hasTouch: true};
const DESK = {viewport: {width: 1400, height: 900}};
/** For whatever the browser waits for; a slow machine takes longer than a person would like. */
const PATIENCE = {timeout: 240_000};

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: process.env.PXOS_CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking',
      '--disable-component-update', '--disable-sync'],
  });
});
after(() => browser?.close());

/** Opens the page from disk, without network, and fails on every request, error and dialog. */
async function open(options = DESK, file = FILE) {
  const context = await browser.newContext({permissions: ['clipboard-read', 'clipboard-write'], ...options});
  await context.setOffline(true);
  const page = await context.newPage();
  page.wrong = [];
  page.on('request', request => {
    if (!/^(file|data):/.test(request.url())) {
      page.wrong.push('asked for ' + request.url());
    }
  });
  page.on('console', message => {
    if (['error', 'warning'].includes(message.type())) {
      page.wrong.push(message.text());
    }
  });
  page.on('pageerror', error => page.wrong.push(String(error)));
  page.on('dialog', dialog => {
    page.wrong.push('a dialog: ' + dialog.message());
    dialog.dismiss();
  });
  await page.goto(pathToFileURL(file).href);
  if (options.javaScriptEnabled !== false) {
    await page.waitForSelector('#prove-box', PATIENCE);
  }
  page.done = async () => {
    assert.deepEqual(page.wrong, []);
    await context.close();
  };
  return page;
}

const screen = page => page.locator('#screen').textContent();
const waitForScreen = (page, words) =>
  page.waitForFunction(wanted => document.getElementById('screen').textContent.includes(wanted), words, PATIENCE);

async function switchOn(page) {
  await page.click('#power');
  await page.waitForFunction(() => document.getElementById('status').textContent.startsWith('At the prompt'), null, PATIENCE);
}

const focused = page => page.evaluate(() => document.activeElement?.id || document.activeElement?.dataset?.type || '');

test('boots on a click, and types what a person types', async () => {
  const page = await open();
  assert.equal(await page.locator('#monitor').getAttribute('data-power'), 'off');
  await switchOn(page);
  assert.equal(await focused(page), 'keyboard');
  await page.keyboard.type('HELXX');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('p');
  await page.keyboard.press('Enter');
  await waitForScreen(page, 'HELp\n');
  await page.keyboard.type('nonsense!?');
  await page.keyboard.press('Enter');
  await waitForScreen(page, "Error: Unknown command 'nonsense!?'");
  await page.screenshot({path: join(PICTURES, 'booted.png')});
  await page.done();
});

test('a chip types its command, whether the PC is on or not', async () => {
  const page = await open();
  await page.click('[data-type="dir"]');
  await waitForScreen(page, 'files, ');
  await page.click('[data-type^="type "]');
  await waitForScreen(page, 'You are reading a file of this floppy');
  await page.click('[data-type="build"]');
  await waitForScreen(page, 'The disk has this pxOS already');
  await page.done();
});

test('Tab and Escape leave the screen, and a click takes it', async () => {
  const page = await open();
  await switchOn(page);
  await page.keyboard.press('Escape');
  assert.notEqual(await focused(page), 'keyboard');
  await page.click('#screen', {position: {x: 300, y: 300}});
  assert.equal(await focused(page), 'keyboard');
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'copy');
  await page.keyboard.press('Shift+Tab');
  assert.equal(await focused(page), 'keyboard');
  await page.done();
});

test('the text of the screen can be copied, selected and heard', async () => {
  const page = await open();
  await page.click('[data-type="help"]');
  await waitForScreen(page, 'help\n');
  await page.waitForFunction(() => document.getElementById('spoken').textContent.includes('help'), null, PATIENCE);
  await page.click('#copy');
  await page.waitForFunction(() => document.getElementById('status').textContent.startsWith('Copied'), null, PATIENCE);
  const copied = await page.evaluate(() => navigator.clipboard.readText());
  assert.match(copied, /pxOS v1> help\n/);
  const width = await page.evaluate(() => {
    const range = document.createRange();
    range.selectNodeContents(document.getElementById('screen'));
    return range.getBoundingClientRect().width / document.getElementById('canvas').getBoundingClientRect().width;
  });
  assert.ok(width > 0.05 && width < 1.01, 'the text lies over the picture: ' + width);
  await page.done();
});

test('Reset starts the PC again', async () => {
  const page = await open();
  await page.click('[data-type="help"]');
  await waitForScreen(page, 'help\n');
  await page.click('#reset');
  await page.waitForFunction(() => !document.getElementById('screen').textContent.includes('help\n')
    && document.getElementById('screen').textContent.includes('pxOS v1>'), null, PATIENCE);
  await page.done();
});

test('is no larger than can be mailed', () => {
  const size = readFileSync(FILE).length;
  console.log('# the page has ' + size + ' bytes');
  assert.ok(size <= 1_200_000, size + ' bytes');
});

test('proves everything again', {timeout: 400_000}, async () => {
  const page = await open();
  const all = await page.locator('#squares i').count();
  assert.ok(all > 150);
  await page.click('#prove');
  await page.waitForFunction(() => / hold, in this browser|✕/.test(document.getElementById('verdict').textContent), null, PATIENCE);
  const verdict = await page.locator('#verdict').textContent();
  assert.match(verdict, new RegExp('^✓ ' + all + ' of ' + all + ' tests hold, in this browser, in [0-9.]+ s$'));
  assert.equal(await page.locator('#squares .pass').count(), all);
  assert.equal(await page.locator('#list [data-state="pass"]').count(), all);
  console.log('# ' + verdict);
  await page.screenshot({path: join(PICTURES, 'proved.png')});
  await page.done();
});

test('a proof can be stopped', async () => {
  const page = await open();
  await page.click('#prove');
  await page.waitForFunction(() => document.querySelectorAll('#squares .pass').length > 3, null, PATIENCE);
  await page.click('#prove');
  await page.waitForFunction(() => document.getElementById('verdict').textContent.startsWith('Stopped after'), null, PATIENCE);
  assert.equal(await page.locator('#squares .running').count(), 0);
  await page.done();
});

test('a test that does not hold says what was wanted and what was there', async () => {
  const broken = join(PICTURES, 'broken.html');
  writeFileSync(broken, readFileSync(FILE, 'utf8').replace(/(id="data">)([^<]*)/, (_, begin, packed) => {
    const data = JSON.parse(gunzipSync(Buffer.from(packed, 'base64')));
    data.suite.scenarios.find(each => each.name === 'help lists dir').steps[0].expect = ['contains "no such words"'];
    return begin + gzipSync(JSON.stringify(data)).toString('base64');
  }));
  const page = await open(DESK, broken);
  await page.click('#all-tests summary');
  await page.click('#list li:has-text("help lists dir") .play');
  await page.waitForFunction(() => document.getElementById('status').textContent.includes('✕'), null, PATIENCE);
  const status = await page.locator('#status').textContent();
  assert.match(status, /wanted "no such words" on the screen, got no such text/);
  assert.equal(await page.locator('#squares .fail').count(), 1);
  assert.match(await page.locator('#list li[data-state="fail"]').textContent(), /no such words/);
  await page.done();
});

test('plays one test alone, from its feature too', async () => {
  const page = await open();
  await page.click('#feature-help summary');
  await page.click('#feature-help .tests li:first-child .play');
  await page.waitForFunction(() => document.getElementById('status').textContent.includes('it holds'), null, PATIENCE);
  assert.match(await screen(page), /pxOS v1>/);
  assert.equal(await page.locator('#squares .pass').count(), 1);
  await page.done();
});

test('a link opens what it leads to', async () => {
  const page = await open();
  await page.click('.legend a[href="#feature-dir"]');
  await page.waitForFunction(() => document.getElementById('feature-dir').open, null, PATIENCE);
  assert.ok(await page.locator('#feature-dir .listing').isVisible());
  await page.done();
});

test('reads without scripts', async () => {
  const page = await open({...DESK, javaScriptEnabled: false});
  for (const words of ['What it can do', 'Where it lives in memory', 'How it came about', 'What it is made of']) {
    assert.ok(await page.getByRole('heading', {name: words}).isVisible(), words);
  }
  assert.ok(await page.locator('.noscript').isVisible());
  assert.equal(await page.locator('#power').isVisible(), false);
  assert.ok(await page.locator('.run .screen').first().isVisible());
  await page.done();
});

test('prints its story and no buttons', async () => {
  const page = await open();
  await page.emulateMedia({media: 'print'});
  assert.equal(await page.locator('#chips').isVisible(), false);
  assert.equal(await page.locator('#prove').isVisible(), false);
  assert.ok(await page.getByRole('heading', {name: 'How it came about'}).isVisible());
  await page.done();
});

test('what a goal says is text, whatever it says', async () => {
  const page = await open();
  assert.match(await page.locator('.timeline').first().textContent(), /<img src=x onerror=alert\(1\)>/);
  assert.equal(await page.locator('img').count(), 0);
  await page.done();
});

for (const [name, options] of [['phone', PHONE], ['desk', DESK]]) {
  for (const colorScheme of ['light', 'dark']) {
    test('is accessible and fits on a ' + name + ', ' + colorScheme, async () => {
      const page = await open({...options, colorScheme, reducedMotion: 'reduce'});
      await page.evaluate(AXE);
      await check(page);
      await switchOn(page);
      await page.evaluate(() => document.querySelectorAll('details').forEach(each => {
        each.open = true;
      }));
      await check(page);
      await page.screenshot({path: join(PICTURES, name + '-' + colorScheme + '.png')});
      await page.done();
    });
  }
}

test('shows a run as it happens', {timeout: 400_000}, async () => {
  const pxos = [process.env.PXOS_COMMAND, '--workspace', process.env.PXOS_WORKSPACE];
  const server = spawn(pxos[0], [...pxos.slice(1), 'page', '--serve'], {stdio: ['ignore', 'pipe', 'ignore']});
  try {
    let printed = '';
    for await (const piece of server.stdout) {
      printed += piece;
      if (printed.includes('\n')) {
        break;
      }
    }
    const context = await browser.newContext(DESK);
    const page = await context.newPage();
    const wrong = [];
    page.on('pageerror', error => wrong.push(String(error)));
    page.on('console', message => message.type() === 'error' && wrong.push(message.text()));
    await page.goto(printed.trim());
    const run = spawn(pxos[0], [...pxos.slice(1), '--llm', 'recipes', '--goal', 'Change the prompt to "live> "'], {stdio: 'ignore'});
    await page.waitForFunction(() => document.querySelector('#live-stages .now')?.textContent === 'test', null, PATIENCE);
    await page.waitForFunction(() => document.getElementById('live-screen').textContent.includes('live>'), null, PATIENCE);
    await page.waitForFunction(() => document.getElementById('live-keys').textContent.startsWith('Typed: '), null, PATIENCE);
    await page.screenshot({path: join(PICTURES, 'live.png')});
    await page.waitForFunction(() => document.getElementById('live-verdict').textContent.startsWith('PASS'), null, PATIENCE);
    await new Promise(resolve => (run.exitCode === null ? run.on('exit', resolve) : resolve()));
    await page.click('#live-reload');
    await page.waitForFunction(() => document.querySelector('.timeline h3').textContent.includes('live>'), null, PATIENCE);
    assert.deepEqual(wrong, []);
    await context.close();
  } finally {
    server.kill('SIGINT');
  }
});

test('tells of two hundred runs on a phone, whatever they say', async () => {
  const many = process.env.PXOS_MANY;
  const size = readFileSync(many).length;
  console.log('# with two hundred runs it has ' + size + ' bytes');
  assert.ok(size <= 2_000_000, size + ' bytes');
  const page = await open(PHONE, many);
  await page.evaluate(() => document.querySelectorAll('details').forEach(each => {
    each.open = true;
  }));
  assert.ok(await page.locator('.run').count() > 200);
  await check(page, false);
  await page.locator('#runs-title').scrollIntoViewIfNeeded();
  await page.screenshot({path: join(PICTURES, 'many.png')});
  await page.done();
});

async function check(page, accessible = true) {
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(sideways <= 0, 'scrolls sideways by ' + sideways + ' px');
  if (!accessible) {
    return;
  }

  const {violations} = await page.evaluate(() => axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }));
  assert.deepEqual(violations.map(each => each.id + ': ' + each.nodes.slice(0, 3).map(node => node.html.slice(0, 160)).join(' | ')), []);
}

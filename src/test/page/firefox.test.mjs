// The page in a second browser engine, Firefox by WebDriver BiDi. bin/check-page runs this where there is a Firefox.

import assert from 'node:assert/strict';
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {dirname, join} from 'node:path';
import {after, before, test} from 'node:test';
import {pathToFileURL} from 'node:url';
import puppeteer from 'puppeteer-core';

const FILE = process.env.PXOS_PAGE;
const PICTURES = dirname(FILE);
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const PATIENCE = {timeout: 240_000};
const DESK = {width: 1400, height: 900};
const PHONE = {width: 390, height: 844, deviceScaleFactor: 2};

const launch = preferences => puppeteer.launch({
  browser: 'firefox',
  executablePath: process.env.PXOS_FIREFOX,
  protocolTimeout: PATIENCE.timeout,
  extraPrefsFirefox: {'ui.prefersReducedMotion': 1, ...preferences},
});

let browser;
before(async () => {
  browser = await launch({});
});
after(() => browser?.close());

/** Opens the page from disk; `done` fails on every request, error and warning. */
async function open(viewport = DESK, from = browser) {
  const page = await from.newPage();
  const wrong = [];
  page.on('request', request => /^(file|data):/.test(request.url()) || wrong.push('asked for ' + request.url()));
  page.on('console', message => ['error', 'warn'].includes(message.type()) && wrong.push(message.text()));
  page.on('pageerror', error => wrong.push(String(error)));
  await page.setViewport(viewport);
  await page.goto(pathToFileURL(FILE).href);
  await page.waitForSelector('#prove-box:not([hidden])', PATIENCE);
  page.done = async () => {
    assert.deepEqual(wrong, []);
    await page.close();
  };
  return page;
}

const text = (page, id) => page.$eval('#' + id, node => node.textContent);
const waitForText = (page, id, words) =>
  page.waitForFunction((at, wanted) => document.getElementById(at).textContent.includes(wanted), PATIENCE, id, words);
const focused = page => page.evaluate(() => document.activeElement.id || document.activeElement.tagName);

async function switchOn(page) {
  await page.click('#power');
  await waitForText(page, 'status', 'At the prompt');
}

async function check(page) {
  await page.evaluate(AXE);
  const violations = await page.evaluate(() => axe.run(document, {
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  }).then(found => found.violations.map(each => each.id + ': ' + each.nodes[0].html.slice(0, 160))));
  assert.deepEqual(violations, []);
  const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  assert.ok(sideways <= 0, 'scrolls sideways by ' + sideways + ' px');
}

test('boots on a click, types, and lets go of the keyboard', async () => {
  const page = await open();
  await switchOn(page);
  assert.equal(await focused(page), 'keyboard');
  await page.keyboard.type('HELXX');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('p');
  await page.keyboard.press('Enter');
  await waitForText(page, 'screen', 'HELp\n');
  await page.click('[data-type="dir"]');
  await waitForText(page, 'screen', 'files, ');
  await waitForText(page, 'spoken', 'files, ');
  await page.screenshot({path: join(PICTURES, 'firefox.png')});
  await page.keyboard.press('Escape');
  assert.notEqual(await focused(page), 'keyboard');
  await page.click('#screen');
  await page.keyboard.press('Tab');
  assert.equal(await focused(page), 'copy');
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => /^Copied|text is selected/.test(document.getElementById('status').textContent), PATIENCE);
  await page.done();
});

test('proves everything again, and plays one test alone', {timeout: 400_000}, async () => {
  const page = await open();
  const all = await page.$$eval('#squares i', squares => squares.length);
  await page.click('#prove');
  await page.waitForFunction(() => / hold, in this browser|✕/.test(document.getElementById('verdict').textContent), PATIENCE);
  assert.match(await text(page, 'verdict'), new RegExp('^✓ ' + all + ' of ' + all + ' tests hold, in this browser, in [0-9.]+ s$'));
  console.log('# ' + await text(page, 'verdict'));
  await page.screenshot({path: join(PICTURES, 'firefox-proved.png')});
  await page.click('#feature-help summary');
  await page.click('#feature-help .tests li:first-child .play');
  await waitForText(page, 'status', 'it holds');
  await page.done();
});

for (const [name, preference, size, viewport] of [['light', 1, 'phone', PHONE], ['dark', 0, 'desk', DESK]]) {
  test('is accessible and fits on a ' + size + ', ' + name, async () => {
    const own = await launch({'layout.css.prefers-color-scheme.content-override': preference});
    try {
      const page = await open(viewport, own);
      assert.equal(await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches), name === 'dark');
      await switchOn(page);
      await page.evaluate(() => document.querySelectorAll('details').forEach(each => {
        each.open = true;
      }));
      await check(page);
      await page.evaluate(() => scrollTo(0, 0));
      await page.screenshot({path: join(PICTURES, 'firefox-' + size + '-' + name + '.png')});
      await page.done();
    } finally {
      await own.close();
    }
  });
}

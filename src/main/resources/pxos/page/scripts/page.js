/* Puts the page together. */

/** Opens whatever folds away the target of a link. */
function openTarget() {
  const target = document.querySelector(':target');
  for (let node = target; node; node = node.parentElement) {
    if (node.tagName === 'DETAILS') {
      node.open = true;
    }
  }
  target?.scrollIntoView();
}

function lightOwners() {
  for (const owner of document.querySelectorAll('[data-owner]')) {
    const light = on => document.querySelectorAll('[data-owner]').forEach(each =>
      each.classList.toggle('dim', on && each.dataset.owner !== owner.dataset.owner));
    owner.addEventListener('pointerenter', () => light(true));
    owner.addEventListener('pointerleave', () => light(false));
    if (owner.tagName.toLowerCase() === 'g') {
      owner.addEventListener('click', () => {
        location.hash = 'feature-' + owner.dataset.owner;
      });
    }
  }
}

async function begin() {
  await readData();
  addEventListener('hashchange', openTarget);
  openTarget();
  lightOwners();
  fillTests();
  for (const id of ['power', 'tools', 'chips', 'prove-box']) {
    element(id).hidden = false;
  }
  pc = new Pc(new ScreenView(element('canvas'), element('screen'), await unpackElement('font')), element('keyboard'));
  const start = () => switchOn().then(takeKeyboard);
  element('power').addEventListener('click', () => {
    start();
    takeKeyboard();
  });
  element('reset').addEventListener('click', start);
  element('copy').addEventListener('click', copyText);
  element('prove').addEventListener('click', proveAll);
  document.querySelectorAll('[data-type]').forEach(chip =>
    chip.addEventListener('click', () => typeCommand(chip.dataset.type)));
  listenToKeys();
  prepare();
}

begin();

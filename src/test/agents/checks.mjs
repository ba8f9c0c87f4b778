// Counts what holds and says what does not.
let passed = 0;
const failed = [];

export function check(name, holds, evidence = '') {
  if (holds) {
    passed++;
    console.log(`ok      ${name}`);
  } else {
    failed.push(name);
    console.log(`FAILED  ${name}\n${typeof evidence === 'string' ? evidence : JSON.stringify(evidence)}`.slice(0, 3000));
  }
}

export function done() {
  console.log(`${passed} passed, ${failed.length} failed`);
  process.exitCode = failed.length === 0 ? 0 : 1;
}

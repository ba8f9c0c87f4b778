// A feature that an agent's model may have written, right and wrong.
export const goal = 'Add a command triangle that prints a triangle of stars';
export const right = ['*', '**', '***', '****'];

/** An answer whose program prints rows of `letter` and whose test wants `rows`. */
export const answer = (letter, rows = right) => ({
  feature: 'triangle',
  primitives: [
    {type: 'HOOK', vector: 'commands', label: 'triangle', name: 'triangle'},
    {type: 'ASM', code: [
      'triangle: mov bx, 1',
      '.row: mov cx, bx',
      `.star: mov al, '${letter}'`,
      'call putc',
      'loop .star',
      'call newline',
      'inc bx',
      'cmp bx, 4',
      'jbe .row',
      'ret',
    ]},
  ],
  tests: [{
    name: 'triangle prints four rows',
    steps: [{keys: 'triangle{Enter}', expect: [`rows "{prompt}triangle" ${rows.map(row => `"${row}"`).join(' ')} "{prompt}"`]}],
  }],
});

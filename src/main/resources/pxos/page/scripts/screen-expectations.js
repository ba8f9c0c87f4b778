/* What is expected of the screen, and what is there instead. */

function unless(satisfied, wanted, got) {
  return satisfied ? null : {wanted, got};
}

function hex(bytes) {
  return bytes.map(byte => byte.toString(16).toUpperCase().padStart(2, '0')).join(' ');
}

function hexWord(address) {
  return address.toString(16).toUpperCase().padStart(4, '0');
}

function quote(text) {
  return '"' + text + '"';
}

/** A text as it is to be found, {prompt} and {banner} put in: {shown, digits}, the places where any digit can stand. */
function wantedText(text, seen, stripped) {
  let shown = '';
  const digits = new Set();
  for (const [part] of text.template.matchAll(/\{prompt\}|\{banner\}|[^]/g)) {
    if (text.like && part === '#') {
      digits.add(shown.length);
    }
    shown += part === '{prompt}' ? seen.prompt : part === '{banner}' ? seen.banner : part;
  }
  return {shown: stripped ? shown.replace(/[ \t\n\v\f\r]+$/, '') : shown, digits};
}

/** The rows that a text stands for among others: a banner and a prompt may have several. */
function wantedRows(texts, seen) {
  return texts.flatMap((text, i) => {
    const above = i > 0 && text.template.startsWith('{prompt}') ? seen.abovePrompt ?? [] : [];
    const below = i < texts.length - 1 && text.template === '{banner}' ? seen.belowBanner ?? [] : [];
    const exactly = row => ({shown: row.trimEnd(), digits: new Set()});
    return [...above.map(exactly), wantedText(text, seen, true), ...below.map(exactly)];
  });
}

function standsAt(wanted, column, row) {
  for (let i = 0; i < wanted.shown.length; i++) {
    const c = row[column + i];
    if (wanted.digits.has(i) ? !(c >= '0' && c <= '9') : c !== wanted.shown[i]) {
      return false;
    }
  }
  return true;
}

function isRow(wanted, row) {
  return row.length === wanted.shown.length && standsAt(wanted, 0, row);
}

/** How often a text stands in a row, without overlaps; an empty one nowhere. */
function countIn(wanted, row) {
  const width = wanted.shown.length;
  let count = 0;
  for (let at = 0; width > 0 && at + width <= row.length;) {
    const found = standsAt(wanted, at, row);
    count += found ? 1 : 0;
    at += found ? width : 1;
  }
  return count;
}

/** The column at which a text stands in a row for the last time; -1 where it does not. */
function lastIn(wanted, row) {
  let at = row.length - wanted.shown.length;
  while (at >= 0 && !standsAt(wanted, at, row)) {
    at--;
  }
  return Math.max(-1, at);
}

/** First row of the last place where the texts stand one below the other; -1 if nowhere. */
function lastIndexOf(rows, wanted) {
  for (let first = rows.length - wanted.length; first >= 0; first--) {
    if (wanted.every((text, i) => isRow(text, rows[first + i]))) {
      return first;
    }
  }
  return -1;
}

/** The row that is most like the first missing text. */
function nearest(screen, wanted) {
  const rows = screen.rows();
  const missing = wanted.find(text => !rows.some(row => isRow(text, row)));
  if (!missing) {
    return 'each of them, but not directly below each other';
  }
  let best = -1;
  let bestLength = 0;
  rows.forEach((row, i) => {
    let length = 0;
    while (length < Math.min(row.length, missing.shown.length) && row[length] === missing.shown[length]) {
      length++;
    }
    if (length > 0 && length >= bestLength) {
      best = i;
      bestLength = length;
    }
  });
  if (best >= 0) {
    return 'row ' + best + ' ' + quote(rows[best]);
  }
  const shown = rows.filter(row => row !== '').map(quote).slice(-3);
  return 'no such text; ' + (shown.length ? 'the last rows are ' + shown.join(', ') : 'the screen is empty');
}

function rowsExpectation(texts) {
  return {
    ofText: true,
    check(seen) {
      const wanted = texts.map(text => wantedText(text, seen, true));
      const rows = seen.screen.rows();
      return unless(
        lastIndexOf(rows, wanted) >= 0 || lastIndexOf(rows, wantedRows(texts, seen)) >= 0,
        (wanted.length === 1 ? 'the row ' : 'the rows ') + wanted.map(text => quote(text.shown)).join(' above '),
        nearest(seen.screen, wanted));
    },
  };
}

function containsExpectation(text, count) {
  return {
    ofText: true,
    check(seen) {
      const wanted = wantedText(text, seen);
      let found = 0;
      for (let row = 0; row < ROWS; row++) {
        found += countIn(wanted, seen.screen.row(row));
      }
      return unless(
        count === 0 ? found > 0 : found === count,
        (count === 0 ? '' : count + ' times ') + quote(wanted.shown) + ' on the screen',
        found === 0 ? nearest(seen.screen, [wanted]) : 'it ' + found + ' times');
    },
  };
}

function absentExpectation(text) {
  return {
    ofText: true,
    check(seen) {
      // A banner is no part of a row: "ready" may stand in the prompt, too.
      const whole = text.template === '{banner}';
      const unwanted = wantedText(text, seen, whole);
      for (let row = 0; row < ROWS; row++) {
        const shown = seen.screen.row(row);
        if (whole ? isRow(unwanted, shown.replace(/ +$/, '')) : lastIn(unwanted, shown) >= 0) {
          const got = 'row ' + row + ' ' + quote(seen.screen.row(row).replace(/ +$/, ''));
          return {wanted: 'no ' + quote(unwanted.shown) + ' on the screen', got};
        }
      }
      return null;
    },
  };
}

function cursorAt(screen, row, column, where) {
  return unless(
    screen.cursorRow === row && screen.cursorColumn === column,
    'the cursor at ' + row + ' ' + column + where,
    'it at ' + screen.cursorRow + ' ' + screen.cursorColumn);
}

function cursorAfter(seen, text) {
  const wanted = wantedText(text, seen);
  const row = lastIndexOf(seen.screen.rows(), [wantedText(text, seen, true)]);
  if (row < 0) {
    const got = nearest(seen.screen, [wantedText(text, seen, true)]);
    return {wanted: 'the cursor after the row ' + quote(wanted.shown), got};
  }
  const cell = row * COLUMNS + wanted.shown.length;
  return cursorAt(seen.screen, Math.floor(cell / COLUMNS), cell % COLUMNS, ' after ' + quote(wanted.shown));
}

function attributeExpectation(attribute, text) {
  return {
    ofText: true,
    check(seen) {
      const wanted = wantedText(text, seen);
      const what = 'attribute ' + hex([attribute]) + ' of ' + quote(wanted.shown);
      for (let row = ROWS - 1; row >= 0; row--) {
        const found = lastIn(wanted, seen.screen.storedRow(row));
        if (found >= 0) {
          for (let column = found; column < found + wanted.shown.length; column++) {
            const got = seen.screen.attribute(row, column);
            if (got !== attribute) {
              return {wanted: what, got: hex([got]) + ' at row ' + row + ', column ' + column};
            }
          }
          return null;
        }
      }
      return {wanted: what, got: nearest(seen.screen, [wanted])};
    },
  };
}

/** The same observation without what stands before the first prompt, and without rows that begin with the prompt. */
function answersOf(seen) {
  if (seen.prompt.trim() === '') {
    return seen;
  }
  const begins = row => seen.screen.row(row).startsWith(seen.prompt);
  let first = 0;
  while (first < ROWS && !begins(first)) {
    first++;
  }
  first = first === ROWS ? 0 : first;
  return {...seen, memory: seen.memory, screen: seen.screen.only(row => row >= first && !begins(row))};
}

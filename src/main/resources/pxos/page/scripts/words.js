/*
 * The vocabulary of scenarios: keys, and what is expected of the screen, of memory and of the machine.
 *
 * The Java package pxos.scenario reads the same language. vocabulary-cases.json, among the tests, holds what both have to agree on.
 */

/** Reads a line of the vocabulary from left to right: words, numbers and quoted texts with blanks between them. */
class Words {
  constructor(text) {
    this.text = text;
    this.at = 0;
  }

  static number(word, radix) {
    const digits = radix === 16 ? word.replace(/^0x/, '') : word;
    return (radix === 16 ? /^[+-]?[0-9A-Fa-f]+$/ : /^[+-]?[0-9]+$/).test(digits) ? parseInt(digits, radix) : NaN;
  }

  blanks() {
    while (this.at < this.text.length && /[ \t\n\v\f\r]/.test(this.text[this.at])) {
      this.at++;
    }
  }

  atEnd() {
    this.blanks();
    return this.at === this.text.length;
  }

  word() {
    this.blanks();
    const word = /^[^ \t\n\v\f\r"=]*/.exec(this.text.slice(this.at))[0];
    this.at += word.length;
    return word;
  }

  /** Takes `word`, in any letter case, if it comes next. */
  take(word) {
    this.blanks();
    const start = this.at;
    if (this.word().toLowerCase() === word) {
      return true;
    }
    this.at = start;
    return false;
  }

  number(what, radix, min, max) {
    const value = Words.number(this.word(), radix);
    this.require(value >= min && value <= max, what + ' is out of range or no number');
    return value;
  }

  bytes() {
    this.require(!this.atEnd() && this.text[this.at] === '=', "'=' is missing after the address");
    this.at++;
    const bytes = [];
    do {
      bytes.push(this.number('a byte', 16, 0, 0xFF));
    } while (!this.atEnd());
    return bytes;
  }

  /** A count and the * after it; 1 where there is none. */
  count(max) {
    this.blanks();
    const counted = /^([0-9]+)\*/.exec(this.text.slice(this.at));
    if (!counted) {
      return 1;
    }
    this.at += counted[0].length;
    const count = counted[1].length > 7 ? 0 : Number(counted[1]);
    this.require(count >= 1 && count <= max, 'a count is a number from 1 to ' + max);
    return count;
  }

  /**
   * A text in double quotes.
   *
   * @param letters what can follow a backslash, and what each of them means
   * @param printed what the text may look like as it is written
   */
  quoted(letters = '"\\', meanings = '"\\', printed = /[^]*/) {
    this.require(!this.atEnd() && this.text[this.at] === '"', 'a text in double quotes is missing');
    const start = this.at;
    let content = '';
    for (this.at++; this.at < this.text.length && this.text[this.at] !== '"'; this.at++) {
      if (this.text[this.at] === '\\') {
        this.at++;
        const letter = letters.indexOf(this.text[this.at] ?? '?');
        this.require(letter >= 0, 'after \\ only one of ' + letters + ' can stand');
        content += meanings[letter];
      } else {
        content += this.text[this.at];
      }
    }
    this.require(this.at < this.text.length, 'a text in double quotes is never closed');
    this.at++;
    this.require(printed.test(this.text.slice(start, this.at)), 'a text holds characters from 20h to 7Eh, and \\n and the like');
    return content;
  }

  require(right, problem) {
    if (!right) {
      throw new Error(problem + ', at character ' + (this.at + 1) + ' of: ' + this.text);
    }
  }
}

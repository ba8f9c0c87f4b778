/* The text screen, as pxos.os.TextScreen has it. */

const ROWS = 25;
const COLUMNS = 80;

/** One moment of an 80 x 25 text screen: `cells` are 4000 bytes, character and attribute in turn. */
class TextScreen {
  /** The 256 characters of code page 437; the page's data has them. */
  static characters = '';

  constructor(cells, cursorRow, cursorColumn) {
    this.cells = cells;
    this.cursorRow = cursorRow;
    this.cursorColumn = cursorColumn;
  }

  attribute(row, column) {
    return this.cells[2 * (row * COLUMNS + column) + 1];
  }

  isVisible(row, column) {
    const attribute = this.attribute(row, column);
    return (attribute & 0x0F) !== (attribute >> 4 & 0x07);
  }

  /** The 80 characters of a row as a person sees them. */
  row(row) {
    return this.#text(row, false);
  }

  /** The same, with characters in the colour of their background. */
  storedRow(row) {
    return this.#text(row, true);
  }

  /** All rows without trailing blanks. */
  rows() {
    return Array.from({length: ROWS}, (_, row) => this.row(row).replace(/ +$/, ''));
  }

  #text(row, all) {
    let text = '';
    for (let column = 0; column < COLUMNS; column++) {
      const code = this.cells[2 * (row * COLUMNS + column)];
      text += all || this.isVisible(row, column) ? TextScreen.characters[code] : ' ';
    }
    return text;
  }

  /** The same screen where only the rows for which `keeps` holds are not blank. */
  only(keeps) {
    const cells = this.cells.slice();
    for (let row = 0; row < ROWS; row++) {
      if (!keeps(row)) {
        for (let at = 2 * row * COLUMNS; at < 2 * (row + 1) * COLUMNS; at += 2) {
          cells[at] = 0x20;
          cells[at + 1] = 7;
        }
      }
    }
    return new TextScreen(cells, this.cursorRow, this.cursorColumn);
  }
}

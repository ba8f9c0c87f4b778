/* Draws a text screen as a VGA monitor shows it: on a canvas for the eye, and as text over it, to select and to hear. */

const VGA_COLOURS = [
  '#000000', '#0000aa', '#00aa00', '#00aaaa', '#aa0000', '#aa00aa', '#aa5500', '#aaaaaa',
  '#555555', '#5555ff', '#55ff55', '#55ffff', '#ff5555', '#ff55ff', '#ffff55', '#ffffff',
];
const CELL_WIDTH = 8;
const CELL_HEIGHT = 16;
/** Pixels are made larger by this before they are fitted into the page, so that each stays about as wide as the next. */
const SHARPNESS = 3;

class ScreenView {
  /** @param font 256 glyphs of 8 x 16, a byte a row */
  constructor(canvas, text, font) {
    this.canvas = canvas;
    this.text = text;
    this.context = canvas.getContext('2d', {alpha: false});
    this.glyphs = new Map();
    this.font = font;
    this.small = document.createElement('canvas');
    this.small.width = COLUMNS * CELL_WIDTH;
    this.small.height = ROWS * CELL_HEIGHT;
    this.pixels = this.small.getContext('2d', {alpha: false});
    this.large = document.createElement('canvas');
    this.large.width = SHARPNESS * this.small.width;
    this.large.height = SHARPNESS * this.small.height;
    this.enlarged = this.large.getContext('2d', {alpha: false});
    this.shown = null;
    new ResizeObserver(() => this.#fit()).observe(canvas);
  }

  /** @param cursor whether the cursor is lit */
  draw(screen, cursor) {
    const last = this.shown;
    const sameText = last && last.screen.cells.every((byte, i) => byte === screen.cells[i]);
    const sameCursor = last && last.cursor === cursor
      && last.screen.cursorRow === screen.cursorRow && last.screen.cursorColumn === screen.cursorColumn;
    if (sameText && sameCursor) {
      return;
    }
    for (let cell = 0; cell < ROWS * COLUMNS; cell++) {
      if (!last || last.screen.cells[2 * cell] !== screen.cells[2 * cell]
        || last.screen.cells[2 * cell + 1] !== screen.cells[2 * cell + 1]
        || cell === last.screen.cursorRow * COLUMNS + last.screen.cursorColumn) {
        this.#cell(screen, cell);
      }
    }
    if (cursor && screen.cursorRow < ROWS && screen.cursorColumn < COLUMNS) {
      this.pixels.fillStyle = VGA_COLOURS[screen.attribute(screen.cursorRow, screen.cursorColumn) & 15];
      this.pixels.fillRect(screen.cursorColumn * CELL_WIDTH, screen.cursorRow * CELL_HEIGHT + 13, 8, 2);
    }
    this.shown = {screen, cursor};
    this.#scale();
    if (!sameText) {
      this.text.textContent = screen.rows().join('\n');
    }
  }

  #cell(screen, cell) {
    const code = screen.cells[2 * cell];
    const attribute = screen.cells[2 * cell + 1];
    const x = cell % COLUMNS * CELL_WIDTH;
    const y = Math.floor(cell / COLUMNS) * CELL_HEIGHT;
    this.pixels.putImageData(this.#glyph(code, attribute), x, y);
  }

  #glyph(code, attribute) {
    const key = code << 8 | attribute;
    let image = this.glyphs.get(key);
    if (!image) {
      image = this.pixels.createImageData(CELL_WIDTH, CELL_HEIGHT);
      const rgb = colour => [1, 3, 5].map(at => parseInt(colour.slice(at, at + 2), 16));
      const ink = rgb(VGA_COLOURS[attribute & 15]);
      const paper = rgb(VGA_COLOURS[attribute >> 4 & 15]);
      for (let y = 0; y < CELL_HEIGHT; y++) {
        const bits = this.font[code * CELL_HEIGHT + y];
        for (let x = 0; x < CELL_WIDTH; x++) {
          const lit = bits >> 7 - x & 1;
          image.data.set([...(lit ? ink : paper), 255], 4 * (y * CELL_WIDTH + x));
        }
      }
      this.glyphs.set(key, image);
    }
    return image;
  }

  #scale() {
    this.enlarged.imageSmoothingEnabled = false;
    this.enlarged.drawImage(this.small, 0, 0, this.large.width, this.large.height);
    this.context.imageSmoothingQuality = 'high';
    this.context.drawImage(this.large, 0, 0, this.canvas.width, this.canvas.height);
  }

  /** Lets the text lie exactly over the picture, so that what is selected is what is seen. */
  #fit() {
    const box = this.canvas.getBoundingClientRect();
    this.canvas.width = Math.max(1, Math.round(box.width * devicePixelRatio));
    this.canvas.height = Math.max(1, Math.round(box.height * devicePixelRatio));
    this.#scale();
    this.text.style.fontSize = '100px';
    const probe = document.createElement('span');
    probe.textContent = '0'.repeat(COLUMNS);
    this.text.append(probe);
    const wide = probe.getBoundingClientRect().width;
    probe.remove();
    this.text.style.fontSize = 100 * box.width / wide + 'px';
    this.text.style.lineHeight = box.height / ROWS + 'px';
  }
}

// A QR code (ISO/IEC 18004) for an address, drawn without a server: bytes, level M, versions 1 to 10.
(() => {
  "use strict";

  // For each version from 1: check codewords of a block, blocks, codewords in all.
  const CHECKS = [10, 16, 26, 18, 24, 16, 18, 22, 22, 26], BLOCKS = [1, 1, 1, 2, 2, 4, 4, 4, 5, 5];
  const WORDS = [26, 44, 70, 100, 134, 172, 196, 242, 292, 346];
  const MASKS = [
    (x, y) => (x + y) % 2, (x, y) => y % 2, (x) => x % 3, (x, y) => (x + y) % 3,
    (x, y) => ((x / 3 | 0) + (y / 2 | 0)) % 2, (x, y) => x * y % 2 + x * y % 3,
    (x, y) => (x * y % 2 + x * y % 3) % 2, (x, y) => ((x + y) % 2 + x * y % 3) % 2,
  ];
  const EXP = [], LOG = [];
  for (let power = 0, value = 1; power < 255; power++) {
    EXP[power] = value;
    LOG[value] = power;
    value = value << 1 ^ (value > 127 ? 285 : 0);
  }
  const times = (a, b) => (a && b ? EXP[(LOG[a] + LOG[b]) % 255] : 0);

  function checks(words, count) {
    let generator = [1];
    for (let root = 0; root < count; root++) {
      const next = generator.concat(0);
      generator.forEach((factor, place) => { next[place + 1] ^= times(factor, EXP[root]); });
      generator = next;
    }
    const rest = words.concat(Array(count).fill(0));
    for (let place = 0; place < words.length; place++) {
      const lead = rest[place];
      generator.forEach((factor, step) => { rest[place + step] ^= times(factor, lead); });
    }
    return rest.slice(words.length);
  }

  function codewords(bytes, version) {
    const checked = CHECKS[version - 1], blocks = BLOCKS[version - 1], all = WORDS[version - 1], room = all - checked * blocks;
    const bits = [];
    const add = (value, length) => { for (let bit = length - 1; bit >= 0; bit--) bits.push(value >> bit & 1); };
    add(4, 4);
    add(bytes.length, version < 10 ? 8 : 16);
    for (const byte of bytes) add(byte, 8);
    add(0, Math.min(4, room * 8 - bits.length));
    add(0, (8 - bits.length % 8) % 8);
    const words = [];
    for (let place = 0; place < bits.length; place += 8) words.push(parseInt(bits.slice(place, place + 8).join(""), 2));
    for (let pad = 236; words.length < room; pad ^= 236 ^ 17) words.push(pad);
    const short = Math.floor(room / blocks), longer = room % blocks, data = [], check = [];
    for (let block = 0, from = 0; block < blocks; block++) {
      const length = short + (block >= blocks - longer ? 1 : 0);
      data.push(words.slice(from, from + length));
      check.push(checks(data[block], checked));
      from += length;
    }
    const mixed = [];
    for (let place = 0; place <= short; place++) for (const block of data) if (place < block.length) mixed.push(block[place]);
    for (let place = 0; place < checked; place++) for (const block of check) mixed.push(block[place]);
    return mixed;
  }

  function remainder(value, generator, degree) {
    let rest = value << degree;
    for (let bit = 31 - Math.clz32(rest || 1); bit >= degree; bit = 31 - Math.clz32(rest || 1)) rest ^= generator << bit - degree;
    return value << degree | rest;
  }

  function frame(version) {
    const size = 17 + 4 * version, dark = Array.from({ length: size }, () => Array(size).fill(null));
    const put = (x, y, on) => { if (x >= 0 && y >= 0 && x < size && y < size) dark[y][x] = on ? 1 : 0; };
    const square = (cx, cy, reach, rings) => {
      for (let y = -reach; y <= reach; y++) for (let x = -reach; x <= reach; x++) put(cx + x, cy + y, rings.includes(Math.max(Math.abs(x), Math.abs(y))));
    };
    for (let place = 8; place < size - 8; place++) {
      put(place, 6, place % 2 === 0);
      put(6, place, place % 2 === 0);
    }
    for (const [x, y] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(x, y, 4, [0, 1, 3]);
    const count = version > 1 ? Math.floor(version / 7) + 2 : 0, step = Math.ceil((size - 13) / (2 * (count - 1) || 1)) * 2;
    const centres = Array.from({ length: count }, (_, place) => (place ? size - 7 - (count - 1 - place) * step : 6));
    for (const x of centres) for (const y of centres) if (!(x === 6 && y === 6) && !(x === 6 && y > size - 9) && !(y === 6 && x > size - 9)) square(x, y, 2, [0, 2]);
    if (version > 6) {
      const marks = remainder(version, 0x1f25, 12);
      for (let bit = 0; bit < 18; bit++) {
        put(bit / 3 | 0, size - 11 + bit % 3, marks >> bit & 1);
        put(size - 11 + bit % 3, bit / 3 | 0, marks >> bit & 1);
      }
    }
    return { size, dark, put };
  }

  function sign({ size, put }, mask) {
    const bits = remainder(mask, 0x537, 10) ^ 0x5412; // level M has no bits of its own
    for (let bit = 0; bit < 15; bit++) {
      const on = bits >> bit & 1;
      if (bit < 6) put(8, bit, on); else if (bit < 8) put(8, bit + 1, on); else if (bit === 8) put(7, 8, on); else put(14 - bit, 8, on);
      if (bit < 8) put(size - 1 - bit, 8, on); else put(8, size - 15 + bit, on);
    }
    put(8, size - 8, 1);
  }

  function penalty(dark) {
    const size = dark.length, lines = dark.concat(dark.map((_, x) => dark.map((row) => row[x])));
    let points = 0, all = 0;
    for (const line of lines) {
      const text = line.join("");
      for (const run of text.match(/0{5,}|1{5,}/g) || []) points += run.length - 2;
      for (let place = 0; place <= size - 11; place++) if (/^(00001011101|10111010000)/.test(text.substr(place, 11))) points += 40;
    }
    for (let y = 0; y < size; y++) for (let x = 0; x < size; x++) {
      all += dark[y][x];
      if (x && y && dark[y][x] === dark[y - 1][x] && dark[y][x] === dark[y][x - 1] && dark[y][x] === dark[y - 1][x - 1]) points += 3;
    }
    return points + 10 * Math.floor(Math.abs(all * 20 - size * size * 10) / (size * size));
  }

  function draw(words, version, mask) {
    const plan = frame(version), { size, dark } = plan;
    sign(plan, mask);
    let bit = 0;
    for (let right = size - 1; right > 0; right -= 2) {
      if (right === 6) right = 5;
      for (let step = 0; step < size; step++) for (const x of [right, right - 1]) {
        const y = (right + 1 & 2) === 0 ? size - 1 - step : step;
        if (dark[y][x] !== null) continue;
        const on = bit < words.length * 8 ? words[bit >> 3] >> 7 - (bit & 7) & 1 : 0;
        dark[y][x] = on ^ (MASKS[mask](x, y) === 0 ? 1 : 0);
        bit++;
      }
    }
    return dark;
  }

  // Rows of 0 and 1 from the top, without the white border.
  function modules(text) {
    const bytes = Array.from(new TextEncoder().encode(text));
    let version = 1;
    const room = () => WORDS[version - 1] - CHECKS[version - 1] * BLOCKS[version - 1] - (version < 10 ? 2 : 3);
    while (version <= 10 && bytes.length > room()) version++;
    if (version > 10) throw new RangeError("too long");
    const words = codewords(bytes, version), drawn = MASKS.map((_, mask) => draw(words, version, mask));
    return drawn.reduce((best, one) => (penalty(one) < penalty(best) ? one : best));
  }

  function svg(text, label) {
    const rows = modules(text), side = rows.length + 8, made = (name, values) => {
      const element = document.createElementNS("http://www.w3.org/2000/svg", name);
      for (const [key, value] of Object.entries(values)) element.setAttribute(key, value);
      return element;
    };
    const path = rows.map((row, y) => row.map((on, x) => (on ? `M${x + 4} ${y + 4}h1v1h-1z` : "")).join("")).join("");
    const drawing = made("svg", { viewBox: `0 0 ${side} ${side}`, width: "50mm", height: "50mm", role: "img", "aria-label": label, "shape-rendering": "crispEdges" });
    drawing.append(made("path", { fill: "#fff", d: `M0 0h${side}v${side}H0z` }), made("path", { fill: "#000", d: path }));
    return drawing;
  }

  globalThis.qr = { modules, svg };
})();

/**
 * Paints layers of shapes and encodes them as PNG (RGBA, 8 bits).
 */
import { constants, crc32, deflateSync } from "node:zlib";

/** Samples for each pixel, across and down. */
const samples = 8;

/** The colour of one pixel: the mean of its samples, each the uppermost layer there or nothing. */
function pixel(layers, units, size, column, row) {
  const sum = [0, 0, 0];
  let covered = 0;
  for (let i = 0; i < samples * samples; i++) {
    const x = ((column + ((i % samples) + 0.5) / samples) * units) / size;
    const y = ((row + (Math.floor(i / samples) + 0.5) / samples) * units) / size;
    const layer = layers.findLast(({ shape }) => shape(x, y));
    if (layer === undefined) continue;
    covered++;
    layer.colour.forEach((value, channel) => {
      sum[channel] += value;
    });
  }
  if (covered === 0) return [0, 0, 0, 0];
  return [...sum.map((value) => Math.round(value / covered)), Math.round((255 * covered) / samples ** 2)];
}

/** Rows of RGBA bytes for `layers`, drawn in a square of `units`, as `size` × `size` pixels. */
export function paint(layers, units, size) {
  const rows = [];
  for (let row = 0; row < size; row++) {
    const bytes = [];
    for (let column = 0; column < size; column++) bytes.push(...pixel(layers, units, size, column, row));
    rows.push(Buffer.from(bytes));
  }
  return rows;
}

/** A PNG chunk: length, type, data, checksum of type and data. */
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, checksum]);
}

/** The image's head: a square of `size`, 8 bits a channel, colour type 6 (RGBA), no interlacing. */
function header(size) {
  const data = Buffer.alloc(13);
  data.writeUInt32BE(size, 0);
  data.writeUInt32BE(size, 4);
  data.set([8, 6, 0, 0, 0], 8);
  return data;
}

/** Each row as its difference from the row above (filter 2), which makes long runs of zeros. */
function filter(rows) {
  return Buffer.concat(
    rows.flatMap((row, i) => [Buffer.of(2), i === 0 ? row : row.map((byte, k) => byte - rows[i - 1][k])]),
  );
}

/** A square PNG of these rows. Run-length matches only: every zlib finds the same ones, so the bytes agree. */
export function encode(rows) {
  const data = deflateSync(filter(rows), { level: 9, strategy: constants.Z_RLE });
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header(rows.length)),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/**
 * Draws the extension's icon and the icon of each task: `node images/draw.mjs`. One family: a gatehouse of two
 * towers, and in its gateway the mark of a door. Mid-blue stone and a dark gateway stand out on light pages and
 * on dark ones; the mark is gold on the dark gateway, so it needs nothing of the page's background.
 */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { encode, paint } from "./png.mjs";
import { box, circle, line, overlap, polygon, union, without } from "./shapes.mjs";

/** Everything is drawn on a square of 32 units: a unit is a pixel of a task's icon. */
const units = 32;
const stone = [92, 132, 190];
const dark = [20, 38, 66];
const gold = [255, 200, 61];

/** The opening: a round arch over a doorway. */
const gateway = union(circle(16, 19, 9), box(7, 19, 25, 32));

/** One tower whose head begins at `left`: two merlons, a head, a shaft. */
const tower = (left) =>
  union(
    box(left, 1, left + 3, 5),
    box(left + 5, 1, left + 8, 5),
    box(left, 4, left + 8, 9),
    box(left + 1, 9, left + 7, 32),
  );

/** The wall between the towers, with merlons of its own. */
const wall = union(box(7, 8, 25, 32), box(10, 6, 12, 9), box(15, 6, 17, 9), box(20, 6, 22, 9));

/** The arrow slits of the towers. */
const slits = union(box(3, 12, 5, 17), box(27, 12, 29, 17));

/** The half-raised portcullis: bars that end in points, and rails across. */
const bars = [10, 14, 18, 22].map((x) =>
  polygon([x - 0.8, 8], [x + 0.8, 8], [x + 0.8, 24], [x, 26], [x - 0.8, 24]),
);
const portcullis = overlap(union(...bars, box(7, 14, 25, 15.6), box(7, 19.5, 25, 21.1)), gateway);

/** The mark of each door, within the gateway. */
const marks = {
  GatehouseValidate: line(3.2, [10.8, 21], [14.6, 25], [21.4, 16.6]),
  GatehouseBuild: union(box(9, 23, 15, 29), box(17, 23, 23, 29), box(13, 15, 19, 21)),
  GatehouseTest: union(
    box(12.5, 13, 19.5, 15),
    without(
      polygon([14, 14], [18, 14], [18, 18.5], [23, 29], [9, 29], [14, 18.5]),
      polygon([15.2, 15], [16.8, 15], [16.8, 19], [18.9, 23.5], [13.1, 23.5], [15.2, 19]),
    ),
  ),
  GatehouseCollect: union(
    polygon([16, 12], [23, 16], [16, 20], [9, 16]),
    polygon([9, 19.5], [16, 23.5], [23, 19.5], [23, 21.5], [16, 25.5], [9, 21.5]),
    polygon([9, 24], [16, 28], [23, 24], [23, 26], [16, 30], [9, 26]),
  ),
  GatehouseGate: union(
    without(circle(16, 16.5, 4.2), circle(16, 16.5, 1.8)),
    box(14.9, 20, 17.1, 30),
    box(16, 24, 20, 26),
    box(16, 28, 20, 30),
  ),
  GatehousePublish: union(polygon([16, 13], [22.5, 20.5], [9.5, 20.5]), box(13.8, 20, 18.2, 29)),
  GatehouseTag: without(
    polygon([9.5, 15], [16, 15], [23.5, 22.5], [17, 29], [9.5, 21.5]),
    circle(12.7, 18.2, 1.5),
  ),
};

/** The layers of an icon, the lowest first. */
const icon = (mark) => [
  { shape: union(tower(0), tower(24), wall), colour: stone },
  { shape: union(gateway, slits), colour: dark },
  { shape: mark, colour: gold },
];

/** Draws one icon into a file below the repository's root. */
function draw(path, mark, size) {
  const file = join(import.meta.dirname, "..", path);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, encode(paint(icon(mark), units, size)));
}

draw("images/extension.png", portcullis, 128);
for (const [task, mark] of Object.entries(marks)) draw(`tasks/${task}/icon.png`, mark, 32);

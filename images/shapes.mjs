/**
 * Shapes as questions: a shape is a function that says whether the point (x, y) lies inside it. y grows downwards.
 */

/** A box between two corners. */
export const box = (left, top, right, bottom) => (x, y) => x >= left && x < right && y >= top && y < bottom;

export const circle = (cx, cy, radius) => (x, y) => Math.hypot(x - cx, y - cy) < radius;

/** A closed polygon, by the even-odd rule. */
export const polygon =
  (...points) =>
  (x, y) => {
    let inside = false;
    points.forEach(([ax, ay], i) => {
      const [bx, by] = points[(i + 1) % points.length];
      if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside;
    });
    return inside;
  };

/** A line through the points, `width` wide, with round ends and corners. */
export const line =
  (width, ...points) =>
  (x, y) =>
    points.some(([ax, ay], i) => {
      const [bx, by] = points[Math.min(i + 1, points.length - 1)];
      const squared = (bx - ax) ** 2 + (by - ay) ** 2;
      const along = squared === 0 ? 0 : ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / squared;
      const t = Math.min(1, Math.max(0, along));
      return Math.hypot(x - ax - t * (bx - ax), y - ay - t * (by - ay)) < width / 2;
    });

/** What lies in any of the shapes. */
export const union =
  (...shapes) =>
  (x, y) =>
    shapes.some((inside) => inside(x, y));

/** What lies in `shape` and in none of the others. */
export const without =
  (shape, ...others) =>
  (x, y) =>
    shape(x, y) && !others.some((inside) => inside(x, y));

/** What lies in all of the shapes. */
export const overlap =
  (...shapes) =>
  (x, y) =>
    shapes.every((inside) => inside(x, y));

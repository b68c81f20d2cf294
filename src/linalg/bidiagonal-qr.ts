/**
 * Decomposes an upper bidiagonal matrix by implicit QR, taking the same turns as LAPACK's dbdsqr: the same direction of
 * each chase, the same shifts, the same conventions of its plane rotations, so that the signs of the vectors are the same.
 *
 * Source: behaviour of LAPACK 3.2–3.9 dbdsqr, dlasv2, dlas2, dlartg (3.10 changed dlartg's signs).
 */

const epsilon = 2 ** -53;
const least = 2 ** -1022;
/** Columns of `left` and rows of `right` are turned along; both n × n, row-major. */
export function bidiagonalQr(
  d: Float64Array,
  e: Float64Array,
  left: Float64Array,
  right: Float64Array,
  leftRows: number,
  rightColumns: number,
): void {
  const n = d.length;
  const tolerance = Math.max(10, Math.min(100, epsilon ** -0.125)) * epsilon;
  const threshold = thresholdOf(d, e, tolerance);
  const turn = { c: 0, s: 0, r: 0 };
  let m = n - 1;
  let oldTop = -1;
  let oldBottom = -1;
  let down = true;
  for (let budget = 6 * n * n; m > 0; ) {
    if (budget < 0) break;
    let largest = Math.abs(d[m]);
    let top = m - 1;
    for (; top >= 0; top--) {
      const abse = Math.abs(e[top]);
      if (abse <= threshold) {
        e[top] = 0;
        break;
      }
      largest = Math.max(largest, Math.abs(d[top]), abse);
    }
    if (top === m - 1) {
      m--;
      continue;
    }
    top++;
    if (top === m - 1) {
      twoByTwo(d, e, m, left, right, leftRows, rightColumns);
      m -= 2;
      continue;
    }
    if (top > oldBottom || m < oldTop) down = Math.abs(d[top]) >= Math.abs(d[m]);
    const smallest = converge(d, e, top, m, down, tolerance);
    if (smallest === null) continue;
    oldTop = top;
    oldBottom = m;
    const shift = shiftOf(d, e, top, m, down, n * tolerance * (smallest / largest) <= Math.max(epsilon, 0.01 * tolerance));
    budget -= m - top;
    const count = m - top;
    const first = { c: new Float64Array(count), s: new Float64Array(count) };
    const second = { c: new Float64Array(count), s: new Float64Array(count) };
    if (shift === 0) chaseZero(d, e, top, m, down, first, second, turn);
    else chase(d, e, top, m, down, shift, first, second, turn);
    if (down) {
      turnRows(right, rightColumns, top, first, false);
      turnColumns(left, leftRows, n, top, second, false);
      if (Math.abs(e[m - 1]) <= threshold) e[m - 1] = 0;
    } else {
      turnRows(right, rightColumns, top, second, true);
      turnColumns(left, leftRows, n, top, first, true);
      if (Math.abs(e[top]) <= threshold) e[top] = 0;
    }
  }
  for (let i = 0; i < n; i++) {
    if (d[i] >= 0 && !Object.is(d[i], -0)) continue;
    d[i] = -d[i];
    for (let j = 0; j < rightColumns; j++) right[i * rightColumns + j] *= -1;
  }
  sort(d, left, right, leftRows, rightColumns);
}

interface Rotations {
  readonly c: Float64Array;
  readonly s: Float64Array;
}

interface Turn {
  c: number;
  s: number;
  r: number;
}

function thresholdOf(d: Float64Array, e: Float64Array, tolerance: number): number {
  const n = d.length;
  let mu = Math.abs(d[0]);
  let smallest = mu;
  for (let i = 1; i < n && smallest !== 0; i++) {
    mu = Math.abs(d[i]) * (mu / (mu + Math.abs(e[i - 1])));
    smallest = Math.min(smallest, mu);
  }
  return Math.max(tolerance * (smallest / Math.sqrt(n)), 6 * n * n * least);
}

/** The lower bound of the block's singular values, or null where an entry was negligible and has been zeroed. */
function converge(d: Float64Array, e: Float64Array, top: number, m: number, down: boolean, tolerance: number): number | null {
  const [edge, corner] = down ? [m - 1, m] : [top, top];
  if (Math.abs(e[edge]) <= tolerance * Math.abs(d[corner])) {
    e[edge] = 0;
    return null;
  }
  let mu = Math.abs(d[down ? top : m]);
  let smallest = mu;
  for (let k = 0; k < m - top; k++) {
    const i = down ? top + k : m - 1 - k;
    if (Math.abs(e[i]) <= tolerance * mu) {
      e[i] = 0;
      return null;
    }
    mu = Math.abs(d[down ? i + 1 : i]) * (mu / (mu + Math.abs(e[i])));
    smallest = Math.min(smallest, mu);
  }
  return smallest;
}

function shiftOf(d: Float64Array, e: Float64Array, top: number, m: number, down: boolean, tiny: boolean): number {
  if (tiny) return 0;
  const start = Math.abs(d[down ? top : m]);
  const shift = down ? smallerValue(d[m - 1], e[m - 1], d[m]) : smallerValue(d[top], e[top], d[top + 1]);
  return start > 0 && (shift / start) ** 2 < epsilon ? 0 : shift;
}

/** The plane rotation that maps (f, g) to (r, 0), with LAPACK's choice of sign before 3.10. */
function rotation(f: number, g: number, out: Turn): void {
  if (g === 0) {
    out.c = 1;
    out.s = 0;
    out.r = f;
  } else if (f === 0) {
    out.c = 0;
    out.s = 1;
    out.r = g;
  } else {
    const r = Math.sqrt(f * f + g * g);
    const flip = Math.abs(f) > Math.abs(g) && f < 0 ? -1 : 1;
    out.c = (f / r) * flip;
    out.s = (g / r) * flip;
    out.r = r * flip;
  }
}

function chaseZero(
  d: Float64Array,
  e: Float64Array,
  top: number,
  m: number,
  down: boolean,
  first: Rotations,
  second: Rotations,
  turn: Turn,
): void {
  let c = 1;
  let oldC = 1;
  let oldS = 0;
  if (down) {
    for (let i = top; i < m; i++) {
      rotation(d[i] * c, e[i], turn);
      c = turn.c;
      const s = turn.s;
      if (i > top) e[i - 1] = oldS * turn.r;
      rotation(oldC * turn.r, d[i + 1] * s, turn);
      oldC = turn.c;
      oldS = turn.s;
      d[i] = turn.r;
      first.c[i - top] = c;
      first.s[i - top] = s;
      second.c[i - top] = oldC;
      second.s[i - top] = oldS;
    }
    const h = d[m] * c;
    d[m] = h * oldC;
    e[m - 1] = h * oldS;
    return;
  }
  for (let i = m; i > top; i--) {
    rotation(d[i] * c, e[i - 1], turn);
    c = turn.c;
    const s = turn.s;
    if (i < m) e[i] = oldS * turn.r;
    rotation(oldC * turn.r, d[i - 1] * s, turn);
    oldC = turn.c;
    oldS = turn.s;
    d[i] = turn.r;
    first.c[i - top - 1] = c;
    first.s[i - top - 1] = -s;
    second.c[i - top - 1] = oldC;
    second.s[i - top - 1] = -oldS;
  }
  const h = d[top] * c;
  d[top] = h * oldC;
  e[top] = h * oldS;
}

function chase(
  d: Float64Array,
  e: Float64Array,
  top: number,
  m: number,
  down: boolean,
  shift: number,
  first: Rotations,
  second: Rotations,
  turn: Turn,
): void {
  const start = down ? top : m;
  let f = (Math.abs(d[start]) - shift) * ((d[start] < 0 ? -1 : 1) + shift / d[start]);
  let g = e[down ? top : m - 1];
  for (let k = 0; k < m - top; k++) {
    // Going down, entry i couples i and i + 1; going up, i and i - 1.
    const i = down ? top + k : m - k;
    const next = down ? i + 1 : i - 1;
    const here = down ? i : i - 1;
    rotation(f, g, turn);
    const { c: cr, s: sr } = turn;
    if (k > 0) e[down ? i - 1 : i] = turn.r;
    f = cr * d[i] + sr * e[here];
    e[here] = cr * e[here] - sr * d[i];
    g = sr * d[next];
    d[next] = cr * d[next];
    rotation(f, g, turn);
    const { c: cl, s: sl } = turn;
    d[i] = turn.r;
    f = cl * e[here] + sl * d[next];
    d[next] = cl * d[next] - sl * e[here];
    if (k < m - top - 1) {
      const beyond = down ? i + 1 : i - 2;
      g = sl * e[beyond];
      e[beyond] = cl * e[beyond];
    }
    const at = down ? k : i - top - 1;
    first.c[at] = cr;
    first.s[at] = down ? sr : -sr;
    second.c[at] = cl;
    second.s[at] = down ? sl : -sl;
  }
  e[down ? m - 1 : top] = f;
}

function turnRows(a: Float64Array, columns: number, top: number, { c, s }: Rotations, backward: boolean): void {
  for (let k = 0; k < c.length; k++) {
    const j = backward ? c.length - 1 - k : k;
    const upper = (top + j) * columns;
    const lower = upper + columns;
    for (let i = 0; i < columns; i++) {
      const x = a[lower + i];
      a[lower + i] = c[j] * x - s[j] * a[upper + i];
      a[upper + i] = s[j] * x + c[j] * a[upper + i];
    }
  }
}

function turnColumns(a: Float64Array, rows: number, columns: number, left: number, { c, s }: Rotations, backward: boolean): void {
  for (let k = 0; k < c.length; k++) {
    const j = backward ? c.length - 1 - k : k;
    for (let i = 0; i < rows; i++) {
      const at = i * columns + left + j;
      const x = a[at + 1];
      a[at + 1] = c[j] * x - s[j] * a[at];
      a[at] = s[j] * x + c[j] * a[at];
    }
  }
}

const sign = (magnitude: number, of: number): number => (of < 0 || Object.is(of, -0) ? -Math.abs(magnitude) : Math.abs(magnitude));

/** The decomposition of [[d(m-1), e], [0, d(m)]] and the turns that belong to it. */
function twoByTwo(
  d: Float64Array,
  e: Float64Array,
  m: number,
  left: Float64Array,
  right: Float64Array,
  leftRows: number,
  columns: number,
): void {
  const n = d.length;
  const [f, g, h] = [d[m - 1], e[m - 1], d[m]];
  let [ft, ht, fa, ha] = [f, h, Math.abs(f), Math.abs(h)];
  let largest = 1;
  const swapped = ha > fa;
  if (swapped) {
    largest = 3;
    [ft, ht, fa, ha] = [ht, ft, ha, fa];
  }
  const ga = Math.abs(g);
  let [low, high, clt, crt, slt, srt] = [ha, fa, 1, 1, 0, 0];
  if (ga !== 0) {
    let ordinary = true;
    if (ga > fa) {
      largest = 2;
      if (fa / ga < epsilon) {
        ordinary = false;
        high = ga;
        low = ha > 1 ? fa / (ga / ha) : (fa / ga) * ha;
        [clt, slt, srt, crt] = [1, ht / g, 1, ft / g];
      }
    }
    if (ordinary) {
      const gap = fa - ha;
      let l = gap === fa ? 1 : gap / fa;
      const mu = g / ft;
      let t = 2 - l;
      const mm = mu * mu;
      const s = Math.sqrt(t * t + mm);
      const r = l === 0 ? Math.abs(mu) : Math.sqrt(l * l + mm);
      const a = 0.5 * (s + r);
      low = ha / a;
      high = fa * a;
      if (mm === 0) t = l === 0 ? sign(2, ft) * sign(1, g) : g / sign(gap, ft) + mu / t;
      else t = (mu / (s + t) + mu / (r + l)) * (1 + a);
      l = Math.sqrt(t * t + 4);
      crt = 2 / l;
      srt = t / l;
      clt = (crt + srt * mu) / a;
      slt = ((ht / ft) * srt) / a;
    }
  }
  const [csl, snl, csr, snr] = swapped ? [srt, crt, slt, clt] : [clt, slt, crt, srt];
  const tsign =
    largest === 1
      ? sign(1, csr) * sign(1, csl) * sign(1, f)
      : largest === 2
        ? sign(1, snr) * sign(1, csl) * sign(1, g)
        : sign(1, snr) * sign(1, snl) * sign(1, h);
  d[m - 1] = sign(high, tsign);
  d[m] = sign(low, tsign * sign(1, f) * sign(1, h));
  e[m - 1] = 0;
  for (let j = 0; j < columns; j++) {
    const [x, y] = [right[(m - 1) * columns + j], right[m * columns + j]];
    right[(m - 1) * columns + j] = csr * x + snr * y;
    right[m * columns + j] = csr * y - snr * x;
  }
  for (let i = 0; i < leftRows; i++) {
    const at = i * n + m - 1;
    const [x, y] = [left[at], left[at + 1]];
    left[at] = csl * x + snl * y;
    left[at + 1] = csl * y - snl * x;
  }
}

/** The smaller singular value of [[f, g], [0, h]]. */
function smallerValue(f: number, g: number, h: number): number {
  const [fa, ga, ha] = [Math.abs(f), Math.abs(g), Math.abs(h)];
  const low = Math.min(fa, ha);
  const high = Math.max(fa, ha);
  if (low === 0) return 0;
  const as = 1 + low / high;
  const at = (high - low) / high;
  if (ga < high) {
    const au = (ga / high) ** 2;
    return low * (2 / (Math.sqrt(as * as + au) + Math.sqrt(at * at + au)));
  }
  const au = high / ga;
  if (au === 0) return (low * high) / ga;
  const c = 1 / (Math.sqrt(1 + (as * au) ** 2) + Math.sqrt(1 + (at * au) ** 2));
  return low * c * au * 2;
}

/** Largest first, by selection of the smallest from the end. */
function sort(d: Float64Array, left: Float64Array, right: Float64Array, leftRows: number, columns: number): void {
  const n = d.length;
  for (let last = n - 1; last > 0; last--) {
    let smallest = 0;
    for (let j = 1; j <= last; j++) if (d[j] <= d[smallest]) smallest = j;
    if (smallest === last) continue;
    [d[smallest], d[last]] = [d[last], d[smallest]];
    for (let j = 0; j < columns; j++) {
      [right[smallest * columns + j], right[last * columns + j]] = [right[last * columns + j], right[smallest * columns + j]];
    }
    for (let i = 0; i < leftRows; i++) {
      [left[i * n + smallest], left[i * n + last]] = [left[i * n + last], left[i * n + smallest]];
    }
  }
}

/**
 * float32 log, sin and cos as glibc 2.28 and later compute them on x86-64, in plain doubles.
 *
 * TensorFlow's samplers call the system's libm; all 2^23 inputs of a sampler give the bits of glibc 2.36.
 * Source: facts of glibc 2.28–2.36 sysdeps/ieee754/flt-32 (e_logf, s_sincosf), coefficients as published there.
 */
const { fround } = Math;
const float = new Float32Array(1);
const bits = new Uint32Array(float.buffer);

const ln2 = 0.6931471805599453;
const logA0 = -0.25089342214237154;
const logA1 = 0.333456765744066;
const logA2 = -0.4999997485802103;

/** 1/c and ln c of the sixteen intervals. */
const inverse = /* @__PURE__ */ Float64Array.of(
  1.398907162146528,
  1.3403141896637998,
  1.286432210124115,
  1.2367150214269895,
  1.1906977166711752,
  1.1479821020556429,
  1.1082251448272158,
  1.0711297413057381,
  1.036437278977283,
  1.0,
  0.9492859795739057,
  0.8951049428609004,
  0.8476821620351103,
  0.8050314851692001,
  0.7664671008843108,
  0.731428603316328,
);
const logarithm = /* @__PURE__ */ Float64Array.of(
  -0.33569133332882284,
  -0.2929040563774074,
  -0.2518726580937369,
  -0.21245868807117255,
  -0.17453945183745634,
  -0.1380057072319758,
  -0.10275976698545139,
  -0.06871392447020525,
  -0.0357891387398228,
  0.0,
  0.05204517742929496,
  0.11081431298787942,
  0.1652495223695143,
  0.21687389031699977,
  0.2659635028121397,
  0.3127556664073557,
);

/** log of a positive normal float32. */
export function logf(x: number): number {
  float[0] = x;
  const ix = bits[0];
  if (ix === 0x3f800000) return 0;
  const t = (ix - 0x3f330000) | 0;
  const i = (t >> 19) & 15;
  const k = t >> 23;
  bits[0] = ix - (t & 0xff800000);
  const r = float[0] * inverse[i] - 1;
  const y0 = logarithm[i] + k * ln2;
  const r2 = r * r;
  const y = logA0 * r2 + (logA1 * r + logA2);
  return fround(y * r2 + (y0 + r));
}

const reduce = 10680707.430881744;
const halfPi = 1.5707963267948966;
const s1 = -0.16666654943701084;
const s2 = 0.008332178146138854;
const s3 = -0.00019517298981385725;
const c1 = -0.49999999725108224;
const c2 = 0.041666623324344516;
const c3 = -0.001388676379437604;
const c4 = 2.4390450703564542e-5;

/** sin and cos of a float32 of [0, 2π), into `out`. */
export function sincosf(v: number, out: { sin: number; cos: number }): void {
  float[0] = v;
  const top = (bits[0] >>> 20) & 0x7ff;
  if (top < 0x398) {
    out.sin = v;
    out.cos = 1;
    return;
  }
  let x = v;
  let n = 0;
  if (top >= 0x3f4) {
    n = (Math.trunc(v * reduce) + 0x800000) >> 24;
    x = v - n * halfPi;
  }
  const quadrant = n & 3;
  const scaled = quadrant === 1 || quadrant === 2 ? -x : x;
  const e = n & 2 ? -1 : 1;
  const q = scaled * scaled;
  const qx = q * scaled;
  const sine = fround(scaled + qx * s1 + qx * q * (s2 + q * s3));
  const cosine = fround(e * 1 + q * (e * c1) + q * q * (e * c2) + q * q * q * (e * c3 + q * (e * c4)));
  if (n & 1) {
    out.sin = cosine;
    out.cos = sine;
  } else {
    out.sin = sine;
    out.cos = cosine;
  }
}

package dev.gradstream.kernel;

/**
 * exp, log, tanh and sigmoid by polynomials in fma, at most 1.5 ULP off: the form for one float.
 * {@link VectorFunctions} performs the same IEEE operations in the same order on lanes, so both
 * give equal bits, which {@code Math.exp} and the Vector API's own functions do not promise.
 *
 * <p>exp(x) = 2^n e^r with n = round(x / ln 2) and |r| <= ln 2 / 2 (Cody and Waite 1980); the
 * coefficients are minimax fits of our own.
 */
public final class Functions {
  static final float LOG2_E = 1.44269504f;
  // ln 2 in two parts; the first has trailing zeros, so that n * LN2_HIGH is exact.
  static final float LN2_HIGH = 0.693145751953125f;
  static final float LN2_LOW = 1.42860677e-6f;
  // 1.5 * 2^23: adding it rounds to an integer, which then stands in the low bits.
  static final float ROUNDER = 12582912f;
  static final int ROUNDER_BITS = 0x4B400000;
  static final float LEAST_EXPONENT = -104f;
  static final float MOST_EXPONENT = 89f;
  static final float EXP3 = 0.16666576f;
  static final float EXP4 = 0.041666374f;
  static final float EXP5 = 0.00836318f;
  static final float EXP6 = 0.0013941118f;

  static final float TANH_SPLIT = 0.625f;
  static final float TANH_END = 10f;
  static final float TANH1 = -0.33333334f;
  static final float TANH2 = 0.13333306f;
  static final float TANH3 = -0.05395955f;
  static final float TANH4 = 0.021770995f;
  static final float TANH5 = -0.008350007f;
  static final float TANH6 = 0.0022989402f;

  static final int SQRT_HALF_BITS = 0x3F3504F3;
  static final float LOG3 = 0.3333333134651184f;
  static final float LOG4 = -0.24999980628490448f;
  static final float LOG5 = 0.2000068873167038f;
  static final float LOG6 = -0.16669151186943054f;
  static final float LOG7 = 0.1425115466117859f;
  static final float LOG8 = -0.12396707385778427f;
  static final float LOG9 = 0.11634676903486252f;
  static final float LOG10 = -0.11659887433052063f;
  static final float LOG11 = 0.07332437485456467f;

  private Functions() {}

  /** e^x; +0 below -103.98, infinite above 88.72. */
  public static float exp(float x) {
    float c = Math.min(Math.max(x, LEAST_EXPONENT), MOST_EXPONENT);
    float t = Math.fma(c, LOG2_E, ROUNDER);
    int n = Float.floatToRawIntBits(t) - ROUNDER_BITS;
    int half = n >> 1; // two factors: one alone could not reach the subnormals
    return (1f + expm1Reduced(c, t - ROUNDER)) * power(half) * power(n - half);
  }

  /** e^r - 1 for r = x - n ln 2, |r| <= ln 2 / 2. */
  private static float expm1Reduced(float x, float n) {
    float r = Math.fma(n, -LN2_HIGH, x);
    r = Math.fma(n, -LN2_LOW, r);
    float p = Math.fma(EXP6, r, EXP5);
    p = Math.fma(p, r, EXP4);
    p = Math.fma(p, r, EXP3);
    p = Math.fma(p, r, 0.5f);
    return Math.fma(p, r * r, r);
  }

  /** 2^n for -126 <= n <= 127. */
  private static float power(int n) {
    return Float.intBitsToFloat((n + 127) << 23);
  }

  /** Odd polynomial below 0.625, 1 - 2 / (e^2x + 1) above. */
  public static float tanh(float x) {
    float a = Math.abs(x);
    float z = x * x;
    float p = Math.fma(TANH6, z, TANH5);
    p = Math.fma(p, z, TANH4);
    p = Math.fma(p, z, TANH3);
    p = Math.fma(p, z, TANH2);
    p = Math.fma(p, z, TANH1);
    float small = Math.fma(p * z, x, x);
    float c = Math.min(a, TANH_END) * 2f;
    float t = Math.fma(c, LOG2_E, ROUNDER);
    int n = Float.floatToRawIntBits(t) - ROUNDER_BITS;
    float e = (1f + expm1Reduced(c, t - ROUNDER)) * power(n);
    float large = 1f - 2f / (e + 1f);
    return a < TANH_SPLIT ? small : Math.copySign(large, x);
  }

  /**
   * 1 / (1 + e^-x), by y = e / (1 + e) with e = e^-|x|, and 1 - y for positive x. The rounding
   * errors of e and of 1 + e are kept and one Newton step takes them off the quotient, which brings
   * 2.3 ULP down to less than 1.
   */
  public static float sigmoid(float x) {
    float c = Math.max(-Math.abs(x), LEAST_EXPONENT);
    float t = Math.fma(c, LOG2_E, ROUNDER);
    int n = Float.floatToRawIntBits(t) - ROUNDER_BITS;
    float q = expm1Reduced(c, t - ROUNDER);
    float high = 1f + q;
    float low = q - (high - 1f);
    int half = n >> 1;
    float f = power(half);
    float g = power(n - half);
    float e = high * f * g;
    float eLow = low * f * g;
    float d = 1f + e;
    float dLow = (e - (d - 1f)) + eLow;
    float y = e / d;
    float rest = Math.fma(-y, d, e) + Math.fma(-y, dLow, eLow);
    y = Math.fma(rest, 1f / d, y);
    return Float.floatToRawIntBits(x) < 0 ? y : 1f - y;
  }

  /** ln x = e ln 2 + ln m with m in [sqrt 1/2, sqrt 2). */
  public static float log(float x) {
    boolean tiny = x < Float.MIN_NORMAL;
    float y = logNormal(tiny ? x * 0x1p24f : x, tiny ? 24f : 0f);
    y = x > 0f ? y : x == 0f ? Float.NEGATIVE_INFINITY : Float.NaN;
    return x == Float.POSITIVE_INFINITY ? x : y;
  }

  /** ln(x 2^-less) for positive, normal, finite x. */
  private static float logNormal(float x, float less) {
    int bits = Float.floatToRawIntBits(x);
    int e = (bits - SQRT_HALF_BITS) >> 23;
    return logReduced(Float.intBitsToFloat(bits - (e << 23)) - 1f, (float) e - less);
  }

  private static float logReduced(float f, float e) {
    float p = Math.fma(LOG11, f, LOG10);
    p = Math.fma(p, f, LOG9);
    p = Math.fma(p, f, LOG8);
    p = Math.fma(p, f, LOG7);
    p = Math.fma(p, f, LOG6);
    p = Math.fma(p, f, LOG5);
    p = Math.fma(p, f, LOG4);
    p = Math.fma(p, f, LOG3);
    float q = f * f;
    float y = Math.fma(p * f, q, e * LN2_LOW);
    y = Math.fma(q, -0.5f, y);
    return Math.fma(e, LN2_HIGH, f + y);
  }

  /**
   * ln(1 + e) for e in [0, 1]: the error of rounding 1 + e is taken back by its first-order effect.
   */
  public static float log1p(float e) {
    float u = 1f + e;
    float lost = e - (u - 1f);
    return logNormal(u, 0f) + lost / u;
  }

  /** The log loss of logit x and label y; see {@link Kernels#logisticLoss}. */
  public static float logisticLoss(float x, float y) {
    return Math.fma(-x, y, Math.max(x, 0f)) + log1p(exp(-Math.abs(x)));
  }
}

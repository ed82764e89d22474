package dev.gradstream.app;

import dev.gradstream.console.Terminal;
import java.util.Locale;
import java.util.function.LongSupplier;

/**
 * How far a piece of work of known size has come: on a terminal a bar that is rewritten in place,
 * elsewhere a line every few seconds. Used by one thread.
 */
final class Progress implements AutoCloseable {
  private static final long TERMINAL_NANOS = 100_000_000L;
  private static final long LINE_NANOS = 5_000_000_000L;
  private static final int BAR = 24;

  private final Terminal terminal;
  private final LongSupplier nanoClock;
  private final String what;
  private final String unit;
  private final long total;
  private final long startNanos;
  private long shownNanos;
  private boolean drawn;

  /**
   * @param what for instance {@code publishing phishing.csv}
   * @param total records in all; 0 where unknown
   */
  Progress(Context context, String what, long total) {
    this(context, what, "records", total);
  }

  /**
   * @param unit what is counted, in the plural
   */
  Progress(Context context, String what, String unit, long total) {
    this.unit = unit;
    this.terminal = context.terminal();
    this.nanoClock = context.nanoClock();
    this.what = what;
    this.total = total;
    this.startNanos = nanoClock.getAsLong();
    this.shownNanos = startNanos;
  }

  /** Tells how many are done; shows it now and then. Cheap enough for every record. */
  void at(long done) {
    if ((done & 0xff) == 0) {
      reached(done);
    }
  }

  /** Tells how many are done, where that is not told one by one; shows it now and then. */
  void reached(long done) {
    long now = nanoClock.getAsLong();
    if (now - shownNanos >= (terminal.errIsTerminal() ? TERMINAL_NANOS : LINE_NANOS)) {
      shownNanos = now;
      show(line(done, (now - startNanos) / 1e9));
    }
  }

  /** Seconds since the work began. */
  double seconds() {
    return (nanoClock.getAsLong() - startNanos) / 1e9;
  }

  @Override
  public void close() {
    if (drawn) {
      terminal.err().print("\r\u001b[K");
      terminal.err().flush();
    }
  }

  private void show(String line) {
    if (terminal.errIsTerminal()) {
      drawn = true;
      terminal.err().print("\r" + line + "\u001b[K");
      terminal.err().flush();
    } else {
      terminal.say(line);
    }
  }

  private String line(long done, double seconds) {
    double rate = seconds > 0 ? done / seconds : 0;
    String counted = String.format(Locale.ROOT, "%,d %s, %,.0f/s", done, unit, rate);
    if (total == 0) {
      return what + ": " + counted;
    }
    double part = Math.min(1, (double) done / total);
    String left = rate > 0 ? ", " + clock((total - done) / rate) + " left" : "";
    String bar = "#".repeat((int) (part * BAR)) + ".".repeat(BAR - (int) (part * BAR));
    return String.format(Locale.ROOT, "%s [%s] %3.0f%% %s%s", what, bar, 100 * part, counted, left);
  }

  /** Seconds as {@code 5s}, {@code 1m05s} or {@code 2h03m}. */
  static String clock(double seconds) {
    long whole = Math.max(0, Math.round(seconds));
    if (whole < 60) {
      return whole + "s";
    }
    return whole < 3600
        ? String.format(Locale.ROOT, "%dm%02ds", whole / 60, whole % 60)
        : String.format(Locale.ROOT, "%dh%02dm", whole / 3600, whole / 60 % 60);
  }
}

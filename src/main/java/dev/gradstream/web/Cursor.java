package dev.gradstream.web;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a client has come: the id of a server-sent event, which a browser sends back when it
 * returns.
 *
 * @param feed which process; after a restart a client starts afresh
 * @param run number of the run in this process
 * @param examples up to where the client has the curves over examples
 * @param timeMs up to where it has the curves over time
 */
record Cursor(long feed, long run, long examples, long timeMs) {
  private static final Pattern FORM =
      Pattern.compile("(\\d{1,18})\\.(\\d{1,18})\\.(-?\\d{1,18})\\.(-?\\d{1,18})");

  /** Empty for anything that this package did not write. */
  static Optional<Cursor> parse(String text) {
    Matcher matcher = FORM.matcher(text == null ? "" : text);
    return matcher.matches()
        ? Optional.of(
            new Cursor(
                Long.parseLong(matcher.group(1)),
                Long.parseLong(matcher.group(2)),
                Long.parseLong(matcher.group(3)),
                Long.parseLong(matcher.group(4))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return feed + "." + run + "." + examples + "." + timeMs;
  }
}

package dev.gradstream.app;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Lines of a topic as people have them, by number: quoted and padded, with missing values, numbers
 * beyond all measure, words never seen before; and one in twenty that cannot be used at all.
 *
 * <p>Columns: when, amount, sure, nothing, city, paid.
 */
final class MessyStream {
  private static final int BROKEN_ONE_IN = 20;
  private static final List<String> CITIES =
      List.of("Oslo", "\"São Paulo\"", "\"Paris, \"\"TX\"\"\"", "  Rome ", "北京", "\"\"");

  /**
   * A record.
   *
   * @param reason words of the reason why it cannot be used; null where it can
   */
  record Line(byte[] value, String reason) {}

  private final long seed;

  MessyStream(long seed) {
    this.seed = seed;
  }

  Line line(int number) {
    Random random = new Random(seed * 1_000_003 + number);
    return random.nextInt(BROKEN_ONE_IN) == 0 ? broken(random, number) : good(random, number);
  }

  private static Line good(Random random, int number) {
    double amount = random.nextGaussian() * 20 + 50;
    String label = amount > 55 ? "yes" : "no";
    String shown =
        switch (random.nextInt(40)) {
          case 0 -> "?";
          case 1 -> "";
          case 2 -> "1e30";
          case 3 -> "-1e300";
          case 4 -> "\"" + amount + "\"";
          default -> String.format(Locale.ROOT, "%.3f", amount);
        };
    return new Line(bytes(when(random, number), shown, city(random, number), label, random), null);
  }

  private static String when(Random random, int number) {
    return switch (random.nextInt(10)) {
      case 0 -> "NA";
      case 1 -> "" + (1_700_000_000 + 60 * number);
      case 2 -> "2024-02-29";
      case 3 -> "\"2024-12-31 23:59:59.5\"";
      default -> "2024-03-%02dT%02d:15:30+01:00".formatted(number % 31 + 1, number % 24);
    };
  }

  private static String city(Random random, int number) {
    return random.nextInt(50) == 0 ? "new" + number : CITIES.get(random.nextInt(CITIES.size()));
  }

  private static byte[] bytes(
      String when, String amount, String city, String label, Random random) {
    String end = random.nextInt(9) == 0 ? "\r\n" : "";
    String line = when + "," + amount + ",7, ," + city + "," + label + end;
    return line.getBytes(StandardCharsets.UTF_8);
  }

  private static Line broken(Random random, int number) {
    String time = "2024-03-01T12:00:00Z";
    return switch (random.nextInt(13)) {
      case 0 -> new Line(null, "the record has no value");
      case 1 -> new Line(new byte[0], "expected 6 columns, got 1");
      case 2 -> broken("expected 6 columns, got 3", time + ",1,2");
      case 3 -> broken("expected 6 columns, got 8", time + ",1,7,,Oslo,yes,8,9");
      case 4 -> broken("'amount': expected a number, got 'a lot'", time + ",a lot,7,,Oslo,no");
      case 5 -> broken("'amount': expected a finite number", time + ",1e999,7,,Oslo,no");
      case 6 -> broken("expected a closing quote", time + ",1,7,,\"Oslo,no");
      case 7 -> broken("'paid': expected a text, got nothing", time + ",1,7,,Oslo,");
      case 8 -> broken("'paid': expected one of no, yes, got 'maybe'", time + ",1,7,,Oslo,maybe");
      case 9 -> broken("'when'", "2024-02-30T12:00:00Z,1,7,,Oslo,no");
      case 10 -> broken("'when': expected a time of the years", 1.7e12 + number + ",1,7,,Oslo,no");
      case 11 ->
          broken("'sure': expected a number up to 1e20, got 1.0E30", time + ",1,1e30,,Oslo,no");
      default -> garbage(random);
    };
  }

  // One column of bytes that are no comma.
  private static Line garbage(Random random) {
    byte[] bytes = new byte[1 + random.nextInt(60)];
    random.nextBytes(bytes);
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] |= (byte) 0x80;
    }
    return new Line(bytes, "");
  }

  private static Line broken(String reason, String line) {
    return new Line(line.getBytes(StandardCharsets.UTF_8), reason);
  }
}

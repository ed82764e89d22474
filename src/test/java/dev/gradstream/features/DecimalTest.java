package dev.gradstream.features;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DecimalTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "0",
        "-0",
        "+0",
        "1",
        "-1",
        "0.1",
        ".5",
        "5.",
        "-.5e1",
        "1e22",
        "1e23",
        "1e-22",
        "1e-23",
        "9007199254740991",
        "9007199254740992",
        "9007199254740993",
        "900719925474099.1",
        "900719925474099267",
        "123456789012345678901234567890",
        "0.000000000000000000000001",
        "4.9e-324",
        "2e-324",
        "1.7976931348623157e308",
        "1.8e308",
        "1e999999999999999999999",
        "1e-999999999999",
        "000000000000000000000000000001",
        "2.2250738585072012e-308",
        "8.5e015",
        "1E5",
        "1e+5",
        "0e9999",
        "6.02214076e23",
        "72057594037927945"
      })
  void a_number_is_rounded_as_java_rounds_it(String text) {
    assertEquals(bits(Double.parseDouble(text)), bits(parse(text)), text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "-",
        "+",
        ".",
        "e5",
        "1e",
        "1e+",
        "1.2.3",
        "1,2",
        "NaN",
        "Infinity",
        "0x10",
        "1f",
        "1d",
        " 1",
        "1 ",
        "--1",
        "1e5.0",
        "1_000",
        "\u0661",
        "abc",
        "-e1",
        ".e1"
      })
  void anything_else_is_no_number(String text) {
    assertEquals(bits(Double.NaN), bits(parse(text)), text);
  }

  @Test
  void random_numbers_in_every_notation_are_rounded_as_java_rounds_them() {
    Random random = new Random(11);
    for (int i = 0; i < 200_000; i++) {
      String text =
          switch (i % 4) {
            case 0 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
            case 1 -> new BigDecimal(random.nextInt()).movePointLeft(i % 9).toPlainString();
            case 2 -> random.nextLong() + "e" + (random.nextInt(80) - 40);
            default -> Float.toString(random.nextFloat() * 1000);
          };
      if (!text.equals("NaN") && !text.endsWith("Infinity")) {
        assertEquals(bits(Double.parseDouble(text)), bits(parse(text)), text);
      }
    }
  }

  private static double parse(String text) {
    byte[] bytes = ("\u0000" + text + "7").getBytes(StandardCharsets.UTF_8);
    return Decimal.parse(bytes, 1, bytes.length - 1);
  }

  private static long bits(double value) {
    return Double.doubleToRawLongBits(value);
  }
}

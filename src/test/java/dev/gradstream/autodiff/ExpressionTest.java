package dev.gradstream.autodiff;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExpressionTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "1 + 2 * 3; 7",
        "-2^2; -4",
        "2^3^2; 512",
        "2^-1; 0.5",
        "8 / 4 / 2; 1",
        "1 - 2 - 3; -4",
        "1.5e2; 150",
        "exp(0) + log(1) + sqrt(4) + abs(-3); 6",
        "2 * pi; 6.283185307179586",
        "cos(0) + sin(0); 1",
      })
  void numbers_are_computed_as_written(String text, double wanted) {
    assertEquals(wanted, Expression.parse(text).at().value(), 1e-12);
  }

  @Test
  void rosenbrock_has_its_known_value_and_slopes() {
    Expression f = Expression.parse("(1-x)^2 + 100*(y-x^2)^2");
    assertEquals(List.of("x", "y"), f.variables());
    assertEquals(24.2, f.at(-1.2, 1).value(), 1e-12);
    assertArrayEquals(new double[] {-215.6, -88}, f.at(-1.2, 1).gradient(), 1e-10);
    assertArrayEquals(new double[] {0, 0}, f.at(1, 1).gradient(), 1e-12);
  }

  @Test
  void himmelblau_has_its_known_value_and_slopes() {
    Expression f = Expression.parse("(x^2+y-11)^2 + (x+y^2-7)^2");
    assertEquals(170, f.at(0, 0).value());
    assertArrayEquals(new double[] {-14, -22}, f.at(0, 0).gradient());
    assertEquals(0, f.at(3, 2).value());
  }

  @Test
  void descent_on_a_parabola_is_the_closed_form() {
    Expression f = Expression.parse("(w-6)^2");
    double w = 23;
    for (int k = 1; k <= 75; k++) {
      w -= 0.1 * f.at(w).gradient()[0];
      assertEquals(6 + 17 * Math.pow(0.8, k), w, 1e-12);
    }
  }

  @Test
  void a_general_power_has_the_slopes_of_calculus() {
    double[] gradient = Expression.parse("a^b").at(2, 3).gradient();
    assertEquals(12, gradient[0], 1e-12);
    assertEquals(8 * Math.log(2), gradient[1], 1e-12);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "(w-6; expected ), got the end at column 5",
        "w +; expected a number, a name or (, got the end at column 4",
        "2 $ 3; expected an operator or the end, got '$' at column 3",
        "foo(w); expected one of the functions [exp",
        "1.2.3; expected a number, got '1' at column 1",
      })
  void a_mistake_is_named_with_its_place(String text, String wanted) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Expression.parse(text)).getMessage();
    assertTrue(message.startsWith(wanted), message);
  }

  @Test
  void a_text_nested_without_end_is_refused() {
    assertThrows(IllegalArgumentException.class, () -> Expression.parse("(".repeat(100_000)));
  }

  @Test
  void differences_agree_with_the_slopes() {
    Expression f = Expression.parse("exp(x) * sin(y) + x^3 / y");
    assertArrayEquals(f.at(1.3, 2).gradient(), f.differences(1.3, 2), 1e-8);
  }

  @Test
  void a_drawing_shows_both_directions_and_is_the_same_every_time() {
    String wanted =
        """
        digraph gradient {
          rankdir=LR;
          node [shape=box, style=rounded, fontname="sans-serif"];
          subgraph cluster_forward {
            label="forward"; color=gray70;
            n0 [label="w", shape=ellipse, style=filled, fillcolor="#dbe9f6"];
            n1 [label="6", shape=plaintext];
            n2 [label="sub"];
            n4 [label="square\\nf", style="rounded,bold"];
          }
          subgraph cluster_backward {
            label="backward: the chain rule"; color=gray70;
            n5 [label="1", shape=plaintext];
            n6 [label="squareSlope\\ndf/dw", style="rounded,bold"];
          }
          n0 -> n2;
          n1 -> n2;
          n2 -> n4;
          n5 -> n6;
          n2 -> n6 [style=dashed, color=gray50];
          n4 -> n6 [style=dashed, color=gray50];
        }
        """;
    assertEquals(wanted, Expression.parse("(w-6)^2").drawing());
  }
}

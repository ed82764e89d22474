package dev.gradstream.autodiff;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The contract of {@link Op} for every entry of the catalogue, at awkward batch sizes. */
class OpContractTest {
  static Stream<Ops.Entry> narrowEntries() {
    return IntStream.of(1, 3, 16, 17).mapToObj(Ops::entries).flatMap(List::stream);
  }

  static Stream<Ops.Entry> entriesOfAwkwardWidths() {
    return IntStream.of(1, 3, 15, 16, 17, 31, 33, 100, 128, 257)
        .mapToObj(Ops::entries)
        .flatMap(List::stream);
  }

  @ParameterizedTest
  @MethodSource("narrowEntries")
  void the_backward_rule_is_the_derivative(Ops.Entry entry) {
    for (int batch : new int[] {1, 3, 16, 33}) {
      double error = new OpContract(entry, batch, 7).gradientError();
      assertTrue(OpContract.holds(error), () -> entry + ", batch " + batch + ": off by " + error);
    }
  }

  @ParameterizedTest
  @MethodSource("entriesOfAwkwardWidths")
  void the_plan_computes_what_the_reference_does_and_leaves_padding_zero(Ops.Entry entry) {
    for (int batch : new int[] {1, 3, 15, 16, 17, 31, 33, 100, 257}) {
      double error = new OpContract(entry, batch, 7).planError();
      assertTrue(error <= 1e-5, () -> entry + ", batch " + batch + ": off by " + error);
    }
  }

  @Test
  void every_operation_with_a_backward_rule_is_in_the_catalogue() {
    Set<String> known =
        Ops.entries().stream()
            .map(e -> e.op().getClass().getName())
            .collect(Collectors.toCollection(TreeSet::new));
    Set<String> found = new TreeSet<>();
    for (JavaClass type :
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.gradstream")) {
      if (type.isAssignableTo(Op.class)
          && !type.isAssignableTo(Leaf.class)
          && !type.getModifiers().contains(JavaModifier.ABSTRACT)
          && !type.getSimpleName().equals("Slope")) {
        found.add(type.getName());
      }
    }
    assertEquals(found, known);
  }

  @Test
  void the_suite_fails_an_operation_that_does_nothing_or_has_a_wrong_slope() {
    Shape batch = Shape.batch(3);
    Ops.Entry nothing = new Ops.Entry(new Nothing(), List.of(batch), 0.5, 1);
    assertFalse(OpContract.holds(new OpContract(nothing, 5, 7).gradientError()));
    assertTrue(new OpContract(nothing, 5, 7).planError() > 1e-5);
    Ops.Entry wrong = new Ops.Entry(new Wrong(), List.of(batch), 0.5, 1);
    assertFalse(OpContract.holds(new OpContract(wrong, 5, 7).gradientError()));
  }

  /** Claims to be the identity. */
  private record Nothing() implements Op {
    @Override
    public Shape shape(List<Shape> inputs) {
      return inputs.getFirst();
    }

    @Override
    public void evaluate(List<Matrix> inputs, Matrix output) {
      System.arraycopy(inputs.getFirst().values(), 0, output.values(), 0, output.values().length);
    }

    @Override
    public List<Node> gradient(Node self, Node slope) {
      return java.util.Collections.singletonList(null);
    }

    @Override
    public Step compile(List<Buffer> inputs, Buffer output) {
      return (from, to) -> {};
    }
  }

  /** x^2 with slope x. */
  private record Wrong() implements Unary {
    @Override
    public double value(double x) {
      return x * x;
    }

    @Override
    public double slope(double x, double y) {
      return x;
    }

    @Override
    public float value(float x) {
      return x * x;
    }

    @Override
    public float slope(float x, float y) {
      return x;
    }
  }
}

package dev.gradstream.evaluation;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.gradstream.state.StateVisitor;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every member of the catalogue, for every kind of label it suits, against the laws. */
class MetricContractTest {

  @TestFactory
  java.util.stream.Stream<DynamicTest> every_member_keeps_the_laws() {
    return Metrics.MEMBERS.stream()
        .flatMap(
            member ->
                member.kinds().stream()
                    .map(
                        kind ->
                            DynamicTest.dynamicTest(
                                member.name() + ", " + kind, () -> laws(member, kind).all())));
  }

  @Test
  void a_metric_that_does_nothing_fails() {
    MetricLaws laws = new MetricLaws(Nothing::new, LabelKind.REAL, 1);
    assertThrows(AssertionError.class, laws::agrees_with_the_definition_of_each_figure);
    assertThrows(AssertionError.class, laws::its_state_is_all_there_is);
  }

  @Test
  void a_metric_that_hides_state_fails() {
    MetricLaws laws = new MetricLaws(Forgetful::new, LabelKind.REAL, 1);
    assertThrows(AssertionError.class, laws::its_state_is_all_there_is);
  }

  private static MetricLaws laws(Metrics.Member member, LabelKind kind) {
    int classes = Stream.random(kind, 1, 0).classes;
    return new MetricLaws(() -> member.make(classes), kind, member.name().hashCode());
  }

  private static class Nothing implements Metric {
    @Override
    public void observe(Scored scored) {}

    @Override
    public void figures(Figures into) {}

    @Override
    public void visit(String prefix, StateVisitor visitor) {}
  }

  private static final class Forgetful extends Nothing {
    private final Loss loss = new Loss();
    private final Recent shown = new Recent();

    @Override
    public void observe(Scored scored) {
      loss.observe(scored);
      shown.add(scored, scored.losses);
    }

    @Override
    public void figures(Figures into) {
      loss.figures(into);
    }

    @Override
    public void visit(String prefix, StateVisitor visitor) {
      shown.visit(prefix, visitor);
    }
  }
}

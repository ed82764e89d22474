package dev.gradstream.optim;

import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The catalogue of stopping criteria; the first that holds for {@code patience} steps in a row (1
 * unless set) ends the run.
 *
 * <pre>
 *   stop: { steps: 1000, examples: 100000, targetLoss: 0.1, gradientNorm: 1e-6, patience: 100 }
 * </pre>
 *
 * Steps and examples are limits and need no patience.
 */
public final class StoppingCriteria implements StoppingCriterion {
  private final List<Criterion> criteria;
  private final long[] held; // steps in a row for which each criterion has held

  /** A condition, how often in a row it must hold, and what to say then. */
  private record Criterion(Predicate<StepFacts> holds, long patience, String reason) {}

  private StoppingCriteria(List<Criterion> criteria) {
    this.criteria = criteria;
    this.held = new long[criteria.size()];
  }

  /** The criteria of a setting; none of them where it is empty. */
  public static StoppingCriterion of(Settings stop) {
    List<Criterion> criteria = new ArrayList<>();
    long patience = stop.whole("patience", 1, 1, Long.MAX_VALUE);
    if (stop.has("steps")) {
      long most = stop.whole("steps", 1, 1, Long.MAX_VALUE);
      criteria.add(new Criterion(f -> f.step() >= most, 1, "steps: " + most + " reached"));
    }
    if (stop.has("examples")) {
      long most = stop.whole("examples", 1, 1, Long.MAX_VALUE);
      criteria.add(new Criterion(f -> f.examples() >= most, 1, "examples: " + most + " reached"));
    }
    if (stop.has("targetLoss")) {
      double target = stop.number("targetLoss", -Double.MAX_VALUE, Double.MAX_VALUE);
      criteria.add(
          new Criterion(
              f -> f.loss() <= target,
              patience,
              "targetLoss: " + target + " reached" + during(patience)));
    }
    if (stop.has("gradientNorm")) {
      double least = stop.number("gradientNorm", 0, Double.MAX_VALUE);
      criteria.add(
          new Criterion(
              f -> f.gradientNorm() <= least,
              patience,
              "gradientNorm: at most " + least + during(patience)));
    }
    return new StoppingCriteria(List.copyOf(criteria));
  }

  private static String during(long patience) {
    return patience == 1 ? "" : " for " + patience + " steps in a row";
  }

  @Override
  public Optional<String> observe(StepFacts facts) {
    Optional<String> reason = Optional.empty();
    for (int i = 0; i < held.length; i++) {
      Criterion criterion = criteria.get(i);
      held[i] = criterion.holds().test(facts) ? held[i] + 1 : 0;
      if (held[i] >= criterion.patience() && reason.isEmpty()) {
        reason = Optional.of(criterion.reason());
      }
    }
    return reason;
  }

  @Override
  public void visit(StateVisitor visitor) {
    visitor.longs("stop/held", held, held.length);
  }
}

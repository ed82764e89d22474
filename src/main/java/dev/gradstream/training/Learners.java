package dev.gradstream.training;

import dev.gradstream.autodiff.DoublePlan;
import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Plan;
import dev.gradstream.nn.Model;
import dev.gradstream.optim.Optimizers;
import dev.gradstream.settings.Settings;

/** The learner of a specification: one implementation a precision. */
final class Learners {
  private static final long MOST_DOUBLES = 1 << 20;

  private Learners() {}

  /**
   * A learner with fresh parameters.
   *
   * @param scaledTarget whether predictions must be taken back to the label's scale
   * @throws dev.gradstream.settings.SettingsException naming the first setting that cannot be used
   */
  static Learner of(Specification specification, Model model, boolean scaledTarget) {
    Settings optimizer = specification.settings().child("optimizer");
    if (Precision.of(specification.settings()) == Precision.FLOAT64) {
      requireSmall(specification, model);
      DoublePlan plan = model.inDoubles();
      return new DoubleLearner(plan, Optimizers.inDoubles(optimizer, plan.layout()), scaledTarget);
    }
    Plan plan = model.compile(specification.window().size());
    return new FloatLearner(plan, Optimizers.of(optimizer, plan.parameters()), scaledTarget);
  }

  private static void requireSmall(Specification specification, Model model) {
    long parameters = Parameters.of(model.graph()).count();
    if (parameters > MOST_DOUBLES) {
      throw specification
          .settings()
          .problem(
              "precision",
              "float64 is for models of up to "
                  + MOST_DOUBLES
                  + " parameters, this one has "
                  + parameters
                  + "; leave it out for float32");
    }
  }
}

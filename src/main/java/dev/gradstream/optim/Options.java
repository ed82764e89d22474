package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.settings.Settings;
import java.util.List;

/**
 * The options that every optimizer takes, wound around its rule in this order:
 *
 * <pre>
 *   whole optimizer:  accumulate --&gt; clipValue --&gt; clipNorm --&gt; (groups)
 *   each group:       l2 --&gt; weightDecay --&gt; the rule, on compensated weights --&gt; l1
 * </pre>
 *
 * <p>An option is read only where it is set: a run without it records nothing of it.
 */
final class Options {
  private static final List<String> PENALIZED = List.of("weights", "all");
  private static final List<String> SPARED = List.of(".bias", ".norm.scale", ".norm.shift");

  private Options() {}

  /** The penalties and the compensation of one rule; FTRL reads l1 and l2 itself. */
  static Optimizer ofRule(
      String name,
      Settings options,
      Parameters parameters,
      List<Tensor> tensors,
      ElementRule rule) {
    boolean adamw = name.equals("adamw");
    double decay =
        adamw || options.has("weightDecay")
            ? options.number("weightDecay", Optimizers.ADAMW_DECAY, 0, 1e6)
            : 0;
    boolean compensated = options.has("compensated") && options.flag("compensated", false);
    if (rule.setsWeights()) {
      refuse(name, options, "weightDecay", decay != 0);
      refuse(name, options, "compensated", compensated);
      return rule;
    }
    double l1 = options.has("l1") ? options.number("l1", 0, 1e6) : 0;
    double l2 = options.has("l2") ? options.number("l2", 0, 1e6) : 0;
    List<Tensor> penalized =
        decay == 0 && l1 == 0 && l2 == 0 ? List.of() : penalized(adamw, options, tensors);
    Optimizer wound = rule;
    if (compensated) {
      wound = new Compensated(decay, penalized, parameters, tensors, wound);
    } else if (decay != 0) {
      wound = new Decay(decay, parameters, penalized, wound);
    }
    if (l1 != 0 && !penalized.isEmpty()) {
      wound = new Lasso(l1, parameters, penalized, wound);
    }
    return l2 == 0 ? wound : new Ridge(l2, parameters, penalized, wound);
  }

  private static void refuse(String name, Settings options, String option, boolean asked) {
    if (asked) {
      throw options.problem(
          option,
          name
              + " computes a weight anew from its own sums at each update, so there is nothing for"
              + " it to act on; leave it out (l1 and l2 are "
              + name
              + "'s own)");
    }
  }

  // An intercept is a mean, and the scale of a normalised layer rests at 1: neither is a strength
  // that is to be drawn towards 0. Adamw has always decayed everything, as the paper and PyTorch
  // do.
  private static List<Tensor> penalized(boolean adamw, Settings options, List<Tensor> tensors) {
    String which =
        adamw && !options.has("penalize")
            ? "all"
            : options.choice("penalize", PENALIZED, "weights");
    return which.equals("all") ? tensors : tensors.stream().filter(Options::isWeight).toList();
  }

  private static boolean isWeight(Tensor tensor) {
    return SPARED.stream().noneMatch(tensor.name()::endsWith);
  }

  /** Accumulation and clipping over all trained tensors. */
  static Optimizer ofWhole(
      Settings options, Parameters parameters, List<Tensor> trained, Optimizer optimizer) {
    Optimizer wound = optimizer;
    if (options.has("clipValue") || options.has("clipNorm")) {
      wound =
          new Clipping(
              options.number("clipValue", Double.MAX_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE),
              options.number("clipNorm", Double.MAX_VALUE, Double.MIN_NORMAL, Double.MAX_VALUE),
              parameters,
              trained,
              wound);
    }
    long every = options.has("accumulate") ? options.whole("accumulate", 1, 1, 1_000_000) : 1;
    if (every > 1 && trained.stream().anyMatch(t -> parameters.touched(t) != null)) {
      throw options.problem(
          "accumulate",
          "expected 1 with encoded features: a table's rows are updated in the mini-batch that"
              + " touches them; make window.size larger instead");
    }
    return every == 1 ? wound : new Accumulation(every, parameters, trained, wound);
  }
}

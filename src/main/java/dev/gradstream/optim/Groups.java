package dev.gradstream.optim;

import dev.gradstream.autodiff.Parameters;
import dev.gradstream.autodiff.Tensor;
import dev.gradstream.settings.Settings;
import dev.gradstream.state.StateVisitor;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Several optimizers, each over the tensors of its group. */
final class Groups implements Optimizer {
  private final Parameters parameters;
  private final List<Group> groups;
  private final double baseRate;

  /** A member, its own base rate and whether the schedule's factor multiplies it. */
  private record Group(Optimizer optimizer, List<Tensor> tensors, double rate, boolean scheduled) {}

  private Groups(Parameters parameters, List<Group> groups, double baseRate) {
    this.parameters = parameters;
    this.groups = groups;
    this.baseRate = baseRate;
  }

  static Groups of(Settings all, List<Settings> settings, double baseRate, Parameters parameters) {
    List<Tensor> left = new ArrayList<>(parameters.tensors());
    List<Group> groups = new ArrayList<>();
    for (Settings group : settings) {
      String pattern = group.text("parameters");
      List<Tensor> mine =
          left.stream().filter(t -> glob(pattern).matcher(t.name()).matches()).toList();
      if (mine.isEmpty()) {
        throw group.problem(
            "parameters",
            "'"
                + pattern
                + "' matches no tensor that is left; there are "
                + left.stream().map(Tensor::name).toList());
      }
      left.removeAll(mine);
      double rate = group.number("learningRate", baseRate, 0, 1e6);
      boolean scheduled = !"none".equals(group.text("decay", null));
      if (!group.flag("frozen", false)) {
        Optimizer member = Optimizers.member(group, parameters, mine);
        groups.add(new Group(member, mine, rate, scheduled));
      }
    }
    if (!left.isEmpty()) {
      Optimizer member = Optimizers.member(all, parameters, left);
      groups.addFirst(new Group(member, left, baseRate, true));
    }
    return new Groups(parameters, List.copyOf(groups), baseRate);
  }

  // * stands for any run of characters, everything else for itself.
  private static Pattern glob(String pattern) {
    StringBuilder regex = new StringBuilder();
    for (String part : pattern.split("\\*", -1)) {
      regex.append(regex.isEmpty() ? "" : ".*").append(Pattern.quote(part));
    }
    return Pattern.compile(regex.toString());
  }

  /** The tensors that are not frozen, in the arena's order. */
  List<Tensor> trained() {
    return parameters.tensors().stream()
        .filter(tensor -> groups.stream().anyMatch(group -> group.tensors().contains(tensor)))
        .toList();
  }

  @Override
  public void update(long step, double rate) {
    update(step, rate, parameters.gradients(), parameters.values());
  }

  @Override
  public void update(long step, double rate, float[] gradients, float[] values) {
    for (int i = 0; i < groups.size(); i++) {
      groups.get(i).optimizer().update(step, rate(groups.get(i), rate), gradients, values);
    }
  }

  @Override
  public void update(long step, double rate, double[] gradients, double[] values) {
    for (int i = 0; i < groups.size(); i++) {
      groups.get(i).optimizer().update(step, rate(groups.get(i), rate), gradients, values);
    }
  }

  private double rate(Group group, double rate) {
    double factor = baseRate == 0 ? 0 : rate / baseRate;
    double own = group.rate() == baseRate ? rate : group.rate() * factor;
    return group.scheduled() ? own : group.rate();
  }

  @Override
  public void chooseDoubles() {
    groups.forEach(group -> group.optimizer().chooseDoubles());
  }

  @Override
  public void visit(StateVisitor visitor) {
    groups.forEach(group -> group.optimizer().visit(visitor));
  }
}

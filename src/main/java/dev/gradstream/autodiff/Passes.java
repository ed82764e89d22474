package dev.gradstream.autodiff;

import java.util.List;

/**
 * The work of a batch, shared by the members of a team:
 *
 * <pre>
 *   early, one member -> rows: forward, loss, backward -> slopes of parameters
 * </pre>
 *
 * <p>In the rows' pass a member has rows of the batch, or columns of a layer ({@link SharedRows}),
 * in the last one rows of the parameters, so each number is computed by one member as it would be
 * by another, and none is added up across members.
 */
final class Passes {
  // Floating-point operations of the rows' pass from which sharing it out pays: some 100 us.
  private static final double WORTH_SHARING = 2e7;

  /**
   * What one member runs. Members share the places of values, and have what a step needs for itself
   * apart.
   *
   * @param slopes null where the gradients can't be taken stretch by stretch
   */
  record Member(Phases phases, Slopes slopes) {}

  private final Team team;
  private final Member[] members;
  private final double operationsOfRow;
  private final SharedRows sharedRows;
  private final Team.Job sloping = this::slopes;

  // Of the batch at hand.
  private int rows;
  private boolean inArena;
  private float[] rate;
  private GradientUse use;

  Passes(Team team, List<Member> members, long parameters) {
    this.team = team;
    this.members = members.toArray(new Member[0]);
    this.operationsOfRow = 4.0 * parameters;
    this.sharedRows = new SharedRows(team, members.stream().map(Member::phases).toList());
  }

  /** The first member's, who runs alone what is not shared. */
  Phases phases() {
    return members[0].phases();
  }

  int members() {
    return members.length;
  }

  /** Whether {@link #slopes} can run. */
  boolean hasSlopes() {
    return members[0].slopes() != null;
  }

  /** Everything before the rows of a batch. */
  void early(int rows) {
    phases().early(rows);
  }

  /** Forward, loss and backward of all rows. */
  void rows(int rows) {
    if (worthSharing(rows)) {
      sharedRows.run(rows);
      return;
    }
    for (int from = 0; from < rows; from += Plan.BLOCK) {
      int to = Math.min(rows, from + Plan.BLOCK);
      phases().forward(from, to);
      phases().loss(from, to);
      phases().backward(from, to);
    }
  }

  /** The parameters' gradients of a batch of one block; see {@link Slopes#run}. */
  void slopes(int rows, boolean inArena, float[] rate, GradientUse use) {
    this.inArena = inArena;
    this.rate = rate;
    this.use = use;
    share(rows, sloping);
  }

  private void share(int rows, Team.Job job) {
    this.rows = rows;
    if (worthSharing(rows)) {
      team.run(job);
    } else {
      Team.alone(members.length, job);
    }
  }

  private boolean worthSharing(int rows) {
    return members.length > 1 && rows * operationsOfRow >= WORTH_SHARING;
  }

  private void slopes(int member) {
    members[member].slopes().run(rows, member, members.length, inArena, rate, use);
  }
}

package dev.gradstream.autodiff;

import java.util.ArrayList;
import java.util.List;

/**
 * Forward, loss and backward of a batch, shared by the members of a team: rows of the batch, but
 * columns of the result in products wide enough.
 *
 * <pre>
 *   product by columns | product by columns | steps by rows | product by columns | steps by rows
 * </pre>
 *
 * <p>A member that had some of the rows would read all of a layer's weights, half of which (of two
 * members) the other has just changed: lines of the other core's cache arrive at a few bytes a
 * nanosecond. By columns it reads half of them; and backward, where rows of the weights become
 * columns, just those that it changes itself.
 */
final class SharedRows {
  private static final int ROWS = 8; // of a tile
  private static final int COLUMNS = 16; // as rows of weights are shared out by Slopes
  // Columns of a member from which sharing by columns pays, for each packs all of the left factor.
  private static final int WORTH_COLUMNS = 128;

  private final Team team;
  private final int members;
  private final Step[][][] segments; // by member; one after another, waiting for each other between
  private final Team.Job job = this::part;

  // At hand.
  private int segment;
  private int from;
  private int to;

  /**
   * @param phases by member, alike but for what a step needs for itself
   */
  SharedRows(Team team, List<Phases> phases) {
    this.team = team;
    this.members = phases.size();
    this.segments = phases.stream().map(this::segments).toArray(Step[][][]::new);
  }

  private Step[][] segments(Phases phases) {
    List<Step[]> segments = new ArrayList<>();
    List<Step> open = new ArrayList<>();
    for (Step[] steps : List.of(phases.forward(), phases.loss(), phases.backward())) {
      for (Step step : steps) {
        if (byColumns(step)) {
          close(open, segments);
          segments.add(new Step[] {step});
        } else {
          open.add(step);
        }
      }
    }
    close(open, segments);
    return segments.toArray(new Step[0][]);
  }

  private static void close(List<Step> open, List<Step[]> segments) {
    if (!open.isEmpty()) {
      segments.add(Phases.steps(open));
      open.clear();
    }
  }

  private boolean byColumns(Step step) {
    return step instanceof ProductStep product && product.columns() >= WORTH_COLUMNS * members;
  }

  void run(int rows) {
    for (from = 0; from < rows; from = to) {
      to = Math.min(rows, from + members * Plan.BLOCK);
      for (segment = 0; segment < segments[0].length; segment++) {
        team.run(job);
      }
    }
  }

  private void part(int member) {
    Step[] steps = segments[member][segment];
    if (byColumns(steps[0])) {
      ProductStep product = (ProductStep) steps[0];
      int first = Share.end(product.columns(), member - 1, members, COLUMNS);
      blocks(steps, from, to, first, Share.end(product.columns(), member, members, COLUMNS));
    } else {
      int first = from + Share.end(to - from, member - 1, members, ROWS);
      blocks(steps, first, from + Share.end(to - from, member, members, ROWS), 0, 0);
    }
  }

  // Columns [left, right) where right is not 0.
  private static void blocks(Step[] steps, int first, int end, int left, int right) {
    for (int row = first; row < end; row += Plan.BLOCK) {
      int behind = Math.min(end, row + Plan.BLOCK);
      for (Step step : steps) {
        if (step instanceof ProductStep product) {
          product.run(row, behind, left, right == 0 ? product.columns() : right);
        } else {
          step.run(row, behind);
        }
      }
    }
  }
}

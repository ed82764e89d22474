package dev.gradstream.autodiff;

/** How rows are shared out among the members of a team. */
final class Share {
  private Share() {}

  /** One behind a member's last row, a multiple of {@code unit} but at the end; of member -1, 0. */
  static int end(int rows, int member, int members, int unit) {
    if (member == members - 1) {
      return rows;
    }
    long even = (long) rows * (member + 1) / members;
    return (int) Math.min(rows, (even + unit / 2) / unit * unit);
  }
}
